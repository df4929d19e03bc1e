import { describe, expect, it } from 'vitest';
import { changesIn, exerciseHeadings, obstacle } from './exercises.ts';
import { pages } from './pages.ts';

const withExercise = pages().filter(({ name }) => /^(?:tutorials|docs\/guides)\//.test(name));
const changes = pages().flatMap(({ name, text }) =>
  changesIn(text).map((change) => ({ name, ...change })),
);

it('finds the steps and the guides', () => {
  expect(withExercise.length).toBeGreaterThan(12);
});

it.each(withExercise)('$name has exactly one exercise', ({ text }) => {
  expect(exerciseHeadings(text)).toHaveLength(1);
});

it.each(changes)('$name: the change of $title applies to the sample', (change) => {
  expect(obstacle(change)).toBeUndefined();
});

describe('a change that does not apply', () => {
  const [first, second] = ["import { join } from 'node:path';", "import express from 'express';"];
  const block = (title: string, lines: readonly string[]) =>
    changesIn(
      [
        'Do it:',
        '',
        `   \`\`\`diff lang="ts" title="${title}"`,
        ...lines.map((line) => `   ${line}`),
        '   ```',
        '',
      ].join('\n'),
    );
  const obstaclesOf = (title: string, lines: readonly string[]) =>
    block(title, lines).map(obstacle);

  it('is one whose line the file lacks, or has only above', () => {
    expect(obstaclesOf('app.ts', [` ${first}`, `-${second}`, '+changed'])).toEqual([undefined]);
    expect(obstaclesOf('app.ts', [` ${second}`, `-${first}`])).toEqual([
      `app.ts: not in the file: ${first}`,
    ]);
    expect(obstaclesOf('app.ts', ['-nothing like this'])).toEqual([
      'app.ts: not in the file: nothing like this',
    ]);
  });

  it('is one of a file that no sample has, or without a change', () => {
    expect(obstaclesOf('apq.ts', ['-a'])).toEqual(['apq.ts: no sample has this file']);
    expect(obstaclesOf('app.ts', [` ${first}`])).toEqual(['app.ts: the block changes nothing']);
  });

  it('finds files of other samples, and a line of .env in any template', () => {
    expect(obstaclesOf('protected-api/app.ts', ['+a'])).toEqual([undefined]);
    expect(obstaclesOf('.env', ['-TENANT_TYPE=b2c', '+TENANT_TYPE=entra-id'])).toEqual([undefined]);
  });
});
