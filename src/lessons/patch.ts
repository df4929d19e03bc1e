import { applyPatch, parsePatch, type StructuredPatch } from 'diff';

/** A project's files by path. */
export type Files = ReadonlyMap<string, string>;

/** A line of a change as a page shows it, numbered from 1 in the file before and after. */
export type ChangedLine =
  | { kind: 'same'; text: string; before: number; after: number }
  | { kind: 'removed'; text: string; before: number }
  | { kind: 'added'; text: string; after: number };

/** What a patch does to one file, in pieces with a few unchanged lines around each. */
export interface FileChange {
  path: string;
  isNew: boolean;
  hunks: readonly (readonly ChangedLine[])[];
}

/** @returns what a unified diff changes, file by file */
export const changesIn = (patch: string): FileChange[] =>
  parsePatch(patch).map((file) => ({
    path: pathOf(file),
    isNew: isNew(file),
    hunks: file.hunks.map(({ oldStart, newStart, lines }) => numbered(lines, oldStart, newStart)),
  }));

/**
 * The files with a unified diff applied.
 * @throws an Error of one sentence when a file isn't as the diff expects it
 */
export function patched(files: Files, patch: string, name: string): Map<string, string> {
  const result = new Map(files);
  for (const file of parsePatch(patch)) {
    const path = pathOf(file);
    const before = isNew(file) ? '' : result.get(path);
    if (isNew(file) && result.has(path)) throw new Error(`${name} adds ${path}, which is there.`);
    if (before === undefined) throw new Error(`${name} changes ${path}, which isn't there.`);
    const after = applyPatch(before, file);
    if (after === false) throw new Error(`${name} doesn't apply to ${path}.`);
    result.set(path, after);
  }
  return result;
}

const isNew = ({ oldFileName }: StructuredPatch): boolean => oldFileName === '/dev/null';

/** As `diff` and Git write it, with "b/" before it. */
const pathOf = ({ newFileName = '' }: StructuredPatch): string => newFileName.replace(/^b\//, '');

function numbered(lines: readonly string[], oldStart: number, newStart: number): ChangedLine[] {
  let before = oldStart;
  let after = newStart;
  return lines
    .filter((line) => !line.startsWith('\\'))
    .map((line): ChangedLine => {
      const text = line.slice(1);
      if (line.startsWith('+')) return { kind: 'added', text, after: after++ };
      if (line.startsWith('-')) return { kind: 'removed', text, before: before++ };
      return { kind: 'same', text, before: before++, after: after++ };
    });
}
