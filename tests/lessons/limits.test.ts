import { expect, test } from 'vitest';
import { limitsBroken } from '../../src/lessons/limits.ts';
import type { FileChange } from '../../src/lessons/patch.ts';

const change = (path: string, added: number, isNew = false): FileChange => ({
  path,
  isNew,
  hunks: [
    [
      { kind: 'same', text: '', before: 1, after: 1 },
      ...Array.from({ length: added }, () => ({ kind: 'added' as const, text: '', after: 2 })),
    ],
  ],
});

test('a change of 40 lines, and two new files of 30, is small enough', () => {
  const changes = [change('app.ts', 40), change('a.ts', 30, true), change('b.ts', 30, true)];
  expect(limitsBroken(changes)).toEqual([]);
});

test('more is too much, and each sentence says what', () => {
  const changes = [
    change('app.ts', 39),
    change('settings.ts', 2),
    ...['a.ts', 'b.ts', 'c.ts'].map((path) => change(path, 31, true)),
  ];
  expect(limitsBroken(changes)).toEqual([
    '41 lines change, and 40 may.',
    '3 files are new, and 2 may be.',
    'a.ts has 31 lines, and a new file may have 30.',
    'b.ts has 31 lines, and a new file may have 30.',
    'c.ts has 31 lines, and a new file may have 30.',
  ]);
});
