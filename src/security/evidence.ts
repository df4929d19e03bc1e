import { z } from 'zod';
import type { Item } from './item.ts';

/** What a test run showed, by the numbers in the names of the tests. */
export const evidenceSchema = z.object({
  date: z.iso.date(),
  /** All tests of the run, those without a number included. */
  run: z.object({ passed: z.int(), failed: z.int() }),
  versions: z.record(z.string(), z.string()),
  tests: z.record(
    z.string(),
    z.object({
      passed: z.int(),
      failed: z.int(),
      /** How many of those that passed ran against the built site, and against the sample. */
      onSite: z.int(),
      onSample: z.int(),
    }),
  ),
});
export type Evidence = z.infer<typeof evidenceSchema>;

const number = String.raw`(?:[TFCLRW]\d+|faults? \d+(?:(?:, | and )\d+)*|peer check \d+b?)`;
const atTheStart = new RegExp(`^${number}(?:, ${number})*(?![\\w])`);

/** The numbers that a test's name starts with: "R3, faults 6 and 7: …" gives R3, fault 6, fault 7. */
export function numbersIn(title: string): string[] {
  const head = atTheStart.exec(title)?.[0] ?? '';
  const checks = head.match(/[TFCLRW]\d+/g) ?? [];
  const peers = head.match(/peer check \d+b?/g) ?? [];
  const faults = [...head.matchAll(/faults? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(
    ([, list = '']) => list.match(/\d+/g) ?? [],
  );
  return [...checks, ...peers, ...faults.map((fault) => `fault ${fault}`)];
}

/** How many tests show an item, and whether none of them failed. */
export function shown({ id, shownBy = [id] }: Item, { tests }: Evidence) {
  const found = shownBy.map(
    (each) => tests[each] ?? { passed: 0, failed: 0, onSite: 0, onSample: 0 },
  );
  const sum = (key: keyof (typeof found)[number]) =>
    found.reduce((total, each) => total + each[key], 0);
  return {
    passed: sum('passed'),
    onSite: sum('onSite'),
    onSample: sum('onSample'),
    holds: found.every(({ passed, failed }) => passed > 0 && failed === 0),
  };
}
