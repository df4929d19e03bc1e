import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** A change to one line of the library that no test notices. */
export interface Survivor {
  /** The file's path in the library. */
  file: string;
  /** The line in which the changed code begins, without its indentation. Its number would soon be wrong. */
  line: string;
  from: string;
  to: string;
}

export type KnownSurvivor = Survivor & { reason: string };

const List = z.record(
  z.string(),
  z.array(
    z.strictObject({
      line: z.string(),
      changes: z.array(z.tuple([z.string(), z.string()])).min(1),
      reason: z.string().min(1),
    }),
  ),
);

/** The ones that are known, with the reason why no test should notice them. */
export function knownSurvivors(): KnownSurvivor[] {
  const text = readFileSync(new URL('survivors.yaml', import.meta.url), 'utf8');
  return Object.entries(List.parse(parse(text) ?? {})).flatMap(([file, lines]) =>
    lines.flatMap(({ line, changes, reason }) =>
      changes.map(([from, to]) => ({ file, line, from, to, reason })),
    ),
  );
}

/** What differs between the survivors of a run and the known ones. The same change twice in a line counts twice. */
export function differences(
  found: readonly Survivor[],
  known: readonly Survivor[],
): { unlisted: Survivor[]; gone: Survivor[] } {
  return { unlisted: without(found, known), gone: without(known, found) };
}

function without(some: readonly Survivor[], others: readonly Survivor[]): Survivor[] {
  const left = others.map(keyOf);
  return some.filter((each) => {
    const place = left.indexOf(keyOf(each));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

const keyOf = ({ file, line, from, to }: Survivor) => [file, line, from, to].join('\n');

/** Entries for the list, still without their reasons. */
export function entriesFor(survivors: readonly Survivor[]): string {
  const byFile = Map.groupBy(survivors, ({ file }) => file);
  const list = [...byFile].map(([file, ofFile]) => {
    const byLine = Map.groupBy(ofFile, ({ line }) => line);
    const lines = [...byLine].map(([line, changes]) => ({
      line,
      changes: changes.map(({ from, to }) => [from, to]),
      reason: '',
    }));
    return [file, lines];
  });
  return stringify(Object.fromEntries(list), { lineWidth: 0 });
}

interface Change {
  location: Record<'start' | 'end', { line: number; column: number }>;
  replacement?: string | undefined;
}

/** One change as the list names it. Stryker counts lines and columns from 1. */
export function survivorOf(
  { location: { start, end }, replacement = '' }: Change,
  file: string,
  source: string,
): Survivor {
  const lines = source.split('\n');
  const first = lines[start.line - 1] ?? '';
  const isLong = start.line !== end.line;
  const from = first.slice(start.column - 1, isLong ? undefined : end.column - 1);
  return {
    file,
    line: first.trim(),
    from: isLong ? `${from} …` : from,
    to: replacement.replace(/\s+/g, ' ').trim(),
  };
}
