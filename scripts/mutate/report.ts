import { availableParallelism } from 'node:os';
import type { KnownSurvivor } from './survivors.ts';

/** What a whole run of `npm run mutate` showed. */
export interface Figures {
  minutes: number;
  cores: number;
  /** How many changes ended in each way, by Stryker's names. */
  counts: Readonly<Partial<Record<string, number>>>;
}

export function figuresOf(results: readonly { status: string }[], minutes: number): Figures {
  const counts: Partial<Record<string, number>> = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return { minutes, counts, cores: availableParallelism() };
}

/** The same as one line, for the terminal. */
export function summaryOf({ counts, minutes }: Figures): string {
  const { failed, timedOut, survived, words, score } = totals(counts);
  return `${failed + timedOut + survived} changes: ${failed} failed a test, ${timedOut} ran out of time, ${survived} survived (score ${score} %); ${words} texts left out; ${Math.ceil(minutes)} minutes`;
}

/** The page docs/mutation.md: what a whole run showed, and every survivor with its reason. */
export function mutationPage(
  { counts, minutes, cores }: Figures,
  survivors: readonly KnownSurvivor[],
  date: Date,
): string {
  const { failed, timedOut, survived, words, score } = totals(counts);
  const day = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return `# Results of \`npm run mutate\`

${day}; Node ${process.versions.node} on ${cores} cores, ${Math.ceil(minutes)} minutes.

The command changes the sign-in library in \`samples/web-app/sign-in\` in one place at a time and runs the unit tests that reach that place. If all of them still pass, the change has survived: either a test is missing, or no test can notice the change. Stryker makes the changes: it inverts conditions, empties blocks and texts, and alters operators and regular expressions. \`scripts/mutate/mutators.ts\` adds three kinds: a number becomes 0 or a thousand times as large, a statement is removed, and a property is removed.

| Changes | |
|-|-|
| failed a test | ${failed} |
| ran out of time, so a test would never end | ${timedOut} |
| survived | ${survived} |
| score: the share that was noticed | ${score} % |
| left out: the sentences of error pages and the words for the log | ${words} |

Only the tests in \`tests/samples/web-app/sign-in\` count. The tests that attack the whole app from outside notice more, but a change that only they notice needs a unit test, too.

\`npm run mutate\` fails if a change survives that isn't in \`scripts/mutate/survivors.yaml\`, and also if one of that list no longer does. It prints what's missing in the form that the list has. To run it for one folder or file, name it: \`npm run mutate -- protocol/discovery.ts\`. Unchanged code with unchanged tests keeps its result from the run before; to start over, delete \`node_modules/.cache/mutate.json\`. A whole run in which the list is right writes this page.

## The survivors

${sections(survivors)}
`;
}

function totals(counts: Figures['counts']) {
  const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0, Ignored = 0 } = counts;
  const [noticed, survived] = [Killed + Timeout, Survived + NoCoverage];
  const score = ((100 * noticed) / (noticed + survived)).toFixed(1);
  return { failed: Killed, timedOut: Timeout, survived, words: Ignored, score };
}

function sections(survivors: readonly KnownSurvivor[]): string {
  const byFile = Map.groupBy(survivors, ({ file }) => file);
  return [...byFile]
    .map(([file, ofFile]) => {
      const byLine = Map.groupBy(ofFile, ({ line, reason }) => `${code(line)}: ${reason}`);
      const items = [...byLine].map(([line, changes]) =>
        [`- ${line}`, ...changes.map(({ from, to }) => `  - ${code(from)} → ${code(to)}`)].join(
          '\n',
        ),
      );
      return `### ${code(file)}\n\n${items.join('\n')}`;
    })
    .join('\n\n');
}

/** As Markdown shows it, whatever is in it. */
function code(text: string): string {
  if (text === '') return '(nothing)';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
