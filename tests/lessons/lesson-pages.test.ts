import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checks, namedOnly } from '../../src/check-app/checks/checks.ts';
import { lessonSchema } from '../../src/content/lesson-schema.ts';
import { failsAt, fixedBy } from '../../src/lessons/attacks.ts';
import { lessons } from '../../src/lessons/lessons.ts';

const folder = new URL('../../src/content/lessons/', import.meta.url);
const attacks = [...checks, ...namedOnly].map(({ id }) => id);

function pageOf(slug: string) {
  const [, matter = '', text = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(
      readFileSync(new URL(`${slug}.mdx`, folder), 'utf8'),
    ) ?? [];
  const [, ...sections] = text.split(/^## /m);
  return {
    data: lessonSchema.parse(parse(matter)),
    sections: new Map(
      sections.map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end)] as const;
      }),
    ),
  };
}
const shared = ['What the attacker does', 'The idea', 'The change'];
const wordsIn = (text = ''): number => text.match(/[\w’']+/g)?.length ?? 0;

test('every lesson has a page, and every page a lesson', () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.mdx$/, ''));
  expect(pages.sort()).toEqual(lessons.map(({ slug }) => slug).sort());
});

test('every attack on the list is one that can be tried', () => {
  expect(failsAt(0).filter((id) => !attacks.includes(id))).toEqual([]);
});

describe.each(lessons)('the page of $slug', ({ slug, order }) => {
  const { data, sections } = pageOf(slug);

  test('has the place of its patch', () => {
    expect(data.order).toBe(order);
  });

  test('shows attacks that its change holds against', () => {
    expect(data.attacks.filter((id) => !fixedBy(slug).includes(id))).toEqual([]);
  });

  test('begins with the attack, and tells the idea and the change in 300 words', () => {
    expect([...sections.keys()].slice(0, 3)).toEqual(shared);
    const words = shared.reduce((sum, heading) => sum + wordsIn(sections.get(heading)), 0);
    expect(words).toBeGreaterThan(100);
    expect(words).toBeLessThanOrEqual(300);
  });
});

test('the last page names what the app still falls to', () => {
  const { sections } = pageOf(lessons.at(-1)?.slug ?? '');
  const claims: Readonly<Record<string, string>> = {
    'foreign-azp': '`azp`',
    'wrong-at-hash': '`at_hash`',
  };
  for (const id of failsAt(lessons.length))
    expect(sections.get('What the library still adds')).toContain(claims[id]);
});
