import { families } from '../check-app/checks/check.ts';
import { checks } from '../check-app/checks/checks.ts';
import { wordOf } from '../security/comparison.ts';
import { checkedApps } from './apps.ts';
import { comparisons, differences, isSame } from './earlier-checks.ts';
import { type CheckedAppsEvidence, outcomeOf } from './evidence.ts';
import { failures, type Reason, untried } from './reasons.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');
const code = (id: string): string => `\`${id}\``;

/** Everything on the page that comes from a run, in Markdown. */
export const checkedAppsTables = (evidence: CheckedAppsEvidence): string =>
  [
    `The run of ${evidence.date}, with ${evidence.checks.length} checks:`,
    counts(evidence),
    '## Each check',
    ...families.flatMap((family) => [`### ${family}`, outcomesOf(evidence, family)]),
    '## What failed, and why',
    reasons(failures),
    '## What could not be tried, and why',
    reasons(untried),
    '## Compared with the earlier measurement',
    compared(evidence),
  ].join('\n\n');

const counts = ({ apps, checks: all }: CheckedAppsEvidence): string =>
  table(
    ['Library', 'The app', 'Held', 'Failed', 'Could not be tried'],
    checkedApps.map(({ name, documentation, settings }) => {
      const { version, failed, notTried } = apps[name] ?? { version: '', failed: [], notTried: [] };
      const held = all.length - failed.length - notTried.length;
      const numbers = [held, failed.length, notTried.length].map(String);
      return [`[${name}](${documentation}) ${version}`, settings, ...numbers];
    }),
  );

const outcomesOf = (evidence: CheckedAppsEvidence, family: string): string =>
  table(
    ['Check', ...checkedApps.map(({ name }) => name)],
    checks
      .filter((check) => check.family === family)
      .map(({ id, title }) => [
        `${title} ${code(id)}`,
        ...checkedApps.map(({ name }) => outcomeOf(evidence, name, id)),
      ]),
  );

const reasons = (all: readonly Reason[]): string =>
  table(
    ['Check', 'Library', 'Why'],
    all.map(({ checks: ids, apps, why }) => [ids.map(code).join(', '), apps.join('; '), why]),
  );

function compared(evidence: CheckedAppsEvidence): string {
  const all = comparisons(evidence);
  const same = all.filter(isSame).length;
  const rows = all
    .filter((each) => !isSame(each))
    .map(({ app, number, what, checks: ids, before, now }) => {
      const why = differences.find((each) => each.app === app && each.number === number)?.why ?? '';
      return [app, `${number} ${what}`, wordOf(before), `${now}: ${ids.map(code)}`, why];
    });
  return [
    `Three of these libraries were [measured earlier](/reference/security/#peers) with another script. Of ${all.length} results, ${same} are the same: a pass is *held*, and what doesn’t apply can’t be tried. These differ:`,
    table(['Library', 'Earlier check', 'Then', 'Now', 'Why'], rows),
  ].join('\n\n');
}

/** The page's tables are between these two lines. */
export const tableMarks = {
  begin: '{/* The tables are written by scripts/check-app-evidence.ts. */}',
  end: '{/* End of the tables. */}',
} as const;
