import type { Vocabulary } from './to-markdown.ts';

/** A code block under the name of its file. */
export function quotedCode(caption: string, language: string, code: string): string {
  // One backtick more than the code itself has in a row.
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${caption}\n\n${fence}${language}\n${code}\n${fence}`;
}

/** `lines 3–9`, or `line 3`. */
export const lineRange = ({
  firstLine,
  lastLine,
}: {
  firstLine: number;
  lastLine: number;
}): string => (firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`);

/** A pair of empty lines keeps a tag's content apart from what stands beside it. */
const asBlock = (text: string): string => `\n\n${text.trim()}\n\n`;
const asIs = (_: unknown, inner: string): string => inner;

/** `- app.ts what it is for`, `- auth/ what is in there` */
const fileOfTree = /^( *- )((?:[\w-]+\/|[\w.-]+\.\w+)(?:, [\w.-]+\.\w+)*) /gm;

export const errorLink = (code: string): string => `[${code}](/errors/${code}/)`;

/** What authors may write on every page. */
export const plainTags: Vocabulary['around'] = {
  Label: (_, inner) => `**${inner}**`,
  Steps: asIs,
  FileTree: (_, inner) => inner.replace(fileOfTree, '$1`$2`: '),
  Tabs: asIs,
  TabItem: ({ label = '' }, inner) => asBlock(`**${label}:**\n\n${inner.trim()}`),
  Checkpoint: (_, inner) => asBlock(`## Checkpoint\n\n${inner.trim()}`),
  Fragment: (_, inner) => asBlock(`### It didn’t work\n\n${inner.trim()}`),
};

export const plainPictures: Vocabulary['alone'] = {
  Diagram: ({ title = '', description = '' }) => `> **${title}.** ${description}`,
  ErrorLink: ({ code = '' }) => errorLink(code),
};
