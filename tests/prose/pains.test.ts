import { describe, expect, it } from 'vitest';
import { pages } from './pages.ts';
import { pains } from './pains.ts';

const byName = new Map(pages().map((page) => [page.name, page]));

describe.each(pains)('a reader in trouble $number, $trouble,', ({ number, answered, words }) => {
  it('finds a page that says so in the words of the trouble', () => {
    const found = byName.get(answered[0]);
    expect(found, answered[0]).toBeDefined();
    const text = `${found?.name}\n${found?.text}`.toLowerCase();
    expect(words.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
  });

  it('finds every other page of the list, with a word of the trouble on it', () => {
    const silent = answered.filter((name) => {
      const page = byName.get(name);
      const text = `${page?.name}\n${page?.text}`.toLowerCase();
      return page === undefined || !words.some((word) => text.includes(word.toLowerCase()));
    });
    expect(silent).toEqual([]);
  });

  it('is named in the front matter of exactly the steps, guides and concepts that answer it', () => {
    const claiming = [...byName.values()].filter((page) => page.pains.includes(number));
    const expected = answered.filter((name) => !name.startsWith('errors/'));
    expect(claiming.map(({ name }) => name).sort()).toEqual([...expected].sort());
  });
});

it('leaves no trouble out', () => {
  expect(pains.map(({ number }) => number)).toEqual(
    Array.from({ length: 26 }, (_, index) => index + 1),
  );
});
