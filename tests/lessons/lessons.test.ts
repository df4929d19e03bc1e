import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { failsAt, fixedBy } from '../../src/lessons/attacks.ts';
import { filesAt, lessonNamed, lessons, stageNumbers } from '../../src/lessons/lessons.ts';
import { limitsBroken } from '../../src/lessons/limits.ts';

const folder = fileURLToPath(new URL('../../samples/first-app/lessons', import.meta.url));

test('each patch is a lesson, numbered from 1 without a gap, with a name of its own', () => {
  const patches = globSync('*.patch', { cwd: folder });
  expect(patches.length).toBeGreaterThan(9);
  expect(lessons).toHaveLength(patches.length);
  expect(lessons.map(({ order }) => order)).toEqual(lessons.map((_, index) => index + 1));
  expect(new Set(lessons.map(({ slug }) => slug)).size).toBe(lessons.length);
});

test.each(lessons)('a learner can type the change of $slug', ({ changes }) => {
  expect(limitsBroken(changes)).toEqual([]);
});

test('the first app has no more than 60 lines that aren’t empty', () => {
  const lines = (filesAt(0).get('app.ts') ?? '').split('\n').filter((line) => line !== '');
  expect(lines.length).toBeLessThanOrEqual(60);
});

test('a stage has every file of the stage before', () => {
  for (const stage of stageNumbers.slice(1))
    expect([...filesAt(stage).keys()]).toEqual(
      expect.arrayContaining([...filesAt(stage - 1).keys()]),
    );
});

test('each lesson fixes something that the stage before falls to, and that no other lesson fixes', () => {
  for (const { order, slug } of lessons) {
    expect(fixedBy(slug), slug).not.toEqual([]);
    expect(failsAt(order - 1), slug).toEqual(expect.arrayContaining([...fixedBy(slug)]));
    for (const id of fixedBy(slug)) expect(failsAt(order), slug).not.toContain(id);
  }
});

test('a stage or a lesson that there isn’t is refused by name', () => {
  expect(() => filesAt(99)).toThrow("There's no stage 99 of first-app.");
  expect(() => lessonNamed('no-lesson')).toThrow(
    "There's no lesson no-lesson in samples/first-app.",
  );
});
