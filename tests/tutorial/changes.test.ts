import { expect, it } from 'vitest';
import { hunksOf } from '../../src/tutorial/changes.ts';

const code = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].join('\n');

it('marks what the step brings in, with two lines around it', () => {
  const hunks = hunksOf(code, [{ order: 3, firstLine: 5, lastLine: 6 }], 3);
  expect(hunks).toEqual([
    { lines: ['three', 'four', 'five', 'six', 'seven', 'eight'], added: [3, 4] },
  ]);
});

it('leaves out what a later step brings in', () => {
  const introduced = [
    { order: 3, firstLine: 4, lastLine: 4 },
    { order: 8, firstLine: 5, lastLine: 5 },
  ];
  expect(hunksOf(code, introduced, 3)[0]?.lines).toEqual(['two', 'three', 'four', 'six', 'seven']);
});

it('counts a line for the first step that shows it', () => {
  const introduced = [
    { order: 3, firstLine: 1, lastLine: 2 },
    { order: 6, firstLine: 1, lastLine: 2 },
  ];
  expect(hunksOf(code, introduced, 3)).toHaveLength(1);
  expect(hunksOf(code, introduced, 6)).toEqual([]);
});

it('counts a line for the smallest region around it', () => {
  const introduced = [
    { order: 2, firstLine: 1, lastLine: 9 },
    { order: 5, firstLine: 4, lastLine: 4 },
  ];
  const [hunk] = hunksOf(code, introduced, 2);
  expect(hunk?.lines).not.toContain('four');
  expect(hunksOf(code, introduced, 5)[0]).toEqual({
    lines: ['two', 'three', 'four', 'five', 'six'],
    added: [3],
  });
});

it('keeps distant changes apart', () => {
  const introduced = [
    { order: 1, firstLine: 1, lastLine: 1 },
    { order: 1, firstLine: 9, lastLine: 9 },
  ];
  expect(hunksOf(code, introduced, 1)).toHaveLength(2);
});
