import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exerciseSchema } from '../../src/content/exercise-schema.ts';
import { inlineMarkdown, plainText } from '../../src/errors/inline-markdown.ts';
import { records as errors } from '../errors/records.ts';
import { exercises, quotedLines } from './records.ts';

const all = [...exercises.values()];
const rightPlace = ({ options }: (typeof all)[number]): number =>
  options.findIndex(({ right }) => right);

it('has at least twenty exercises, of each group some', () => {
  expect(exercises.size).toBeGreaterThanOrEqual(20);
  const groups = Object.groupBy(all, ({ group }) => group);
  for (const group of ['configuration', 'code', 'operations'] as const)
    expect(groups[group]?.length).toBeGreaterThan(4);
});

it('lists each exercise of a group at a place of its own', () => {
  const places = all.map(({ group, order }) => `${group} ${order}`);
  expect(new Set(places).size).toBe(places.length);
});

it('has no title twice', () => {
  const titles = all.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('a record', () => {
  const [first] = all;
  const withRight = (count: number) =>
    first && {
      ...first,
      options: first.options.map(({ text, why }, index) => ({
        text,
        why,
        ...(index < count && { right: true }),
      })),
    };

  it.each([0, 2])('with %i options that are right is refused', (count) => {
    const problems = exerciseSchema.safeParse(withRight(count)).error?.issues;
    expect(problems?.map(({ message }) => message)).toEqual([
      'An exercise has exactly one option that is right.',
    ]);
  });

  it('with one is accepted', () => {
    expect(exerciseSchema.safeParse(withRight(1)).success).toBe(true);
  });
});

describe.each([...exercises])('%s', (_, exercise) => {
  const { title, says, options, nextTime, readOn, codes } = exercise;

  it('has a name that is no code of the cause', () => {
    expect(title).not.toMatch(/AAD(?:STS|B2C)|_/);
  });

  it('has whole sentences, in the Markdown that a page can show', () => {
    const sentences = [says, nextTime, ...options.flatMap(({ text, why }) => [text, why])];
    for (const sentence of sentences) {
      inlineMarkdown(sentence);
      expect(plainText(sentence)).toMatch(/[.?]$/);
    }
  });

  it('explains each option in more words than it has itself', () => {
    for (const { text, why } of options) expect(why.length).toBeGreaterThan(text.length * 0.8);
    const texts = options.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('leads to pages that there are', () => {
    for (const { href } of readOn) expect(sourceOf(href), href).toSatisfy(existsSync);
    for (const code of codes) expect([...errors.keys()]).toContain(code);
    const linked = JSON.stringify(exercise).matchAll(/\]\((\/[^)#]*)/g);
    for (const [, href = ''] of linked) expect(sourceOf(href), href).toSatisfy(existsSync);
  });

  it('names every code that its report shows', () => {
    const shown = quotedLines(exercise).flatMap((line) => line.match(/AAD(?:STS|B2C)\d+/g) ?? []);
    expect(codes).toEqual(expect.arrayContaining(shown));
  });
});

/** The file that a page of this site is made from. */
function sourceOf(href: string): string {
  const path = href.replace(/^\/|\/$/g, '');
  const [room = '', tenantType = '', step] = path.split('/');
  if (room === 'tutorials') return `src/content/tutorials/${step ?? tenantType}.mdx`;
  if (room === 'errors') return `src/content/errors/${tenantType}.yaml`;
  return `src/content/docs/${path}.mdx`;
}

describe('the form of the options gives nothing away:', () => {
  const chance = all.reduce((sum, { options }) => sum + 1 / options.length, 0);
  const lengths = all.map(({ options }) =>
    options.map(({ text, right }) => ({ length: plainText(text).length, right })),
  );

  it('the right one is the longest no more often than by chance', () => {
    const longest = lengths.filter((options) => options.reduce(longer).right);
    expect(longest.length).toBeLessThanOrEqual(chance);
  });

  it('the right one is the shortest in less than half of the exercises', () => {
    const shortest = lengths.filter((options) => options.reduce(shorter).right);
    expect(shortest.length).toBeLessThan(all.length / 2);
  });

  it('no place has the right one much more often than another', () => {
    const counts = [0, 1, 2, 3].map(
      (place) => all.filter((exercise) => rightPlace(exercise) === place).length,
    );
    for (const count of counts) {
      expect(count).toBeGreaterThan(chance / 2);
      expect(count).toBeLessThan(chance * 1.5);
    }
  });

  it('three exercises in a row never have it at the same place', () => {
    const order = ['configuration', 'code', 'operations'];
    const places = all
      .toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || a.order - b.order)
      .map(rightPlace);
    const runs = places.filter(
      (place, index) => place === places[index + 1] && place === places[index + 2],
    );
    expect(runs).toEqual([]);
  });
});

type Sized = { length: number };
const longer = <Option extends Sized>(a: Option, b: Option) => (b.length > a.length ? b : a);
const shorter = <Option extends Sized>(a: Option, b: Option) => (b.length < a.length ? b : a);
