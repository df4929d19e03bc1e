import { expect, test } from 'vitest';
import { blocks, words } from './guide-blocks.ts';

test('the guide has at most 500 words, besides its code', () => {
  expect(words.length).toBeGreaterThan(100);
  expect(words.length).toBeLessThanOrEqual(500);
});

test('the guide has at most 30 lines of code, all of its ways together', () => {
  const lines = blocks.flatMap((block) => block.lines);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThanOrEqual(30);
});

test('the guide runs nothing that it has not installed', () => {
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ lines }) => lines);
  expect(commands.filter((line) => line.includes('npx'))).toEqual([]);
});
