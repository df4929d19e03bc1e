import type { FileChange } from './patch.ts';

/** What people can type and understand in one lesson. */
const mostChangedLines = 40;
const mostNewFiles = 2;
const mostLinesOfNewFile = 30;

/** How a lesson's change is too large, in sentences; none when it isn't. */
export function limitsBroken(changes: readonly FileChange[]): string[] {
  const added = changes.filter(({ isNew }) => isNew);
  const changed = sum(changes.filter(({ isNew }) => !isNew).map(countOf));
  return [
    ...(changed > mostChangedLines
      ? [`${changed} lines change, and ${mostChangedLines} may.`]
      : []),
    ...(added.length > mostNewFiles
      ? [`${added.length} files are new, and ${mostNewFiles} may be.`]
      : []),
    ...added
      .filter((change) => countOf(change) > mostLinesOfNewFile)
      .map(
        (change) =>
          `${change.path} has ${countOf(change)} lines, and a new file may have ${mostLinesOfNewFile}.`,
      ),
  ];
}

const countOf = ({ hunks }: FileChange): number =>
  sum(hunks.map((lines) => lines.filter(({ kind }) => kind !== 'same').length));
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
