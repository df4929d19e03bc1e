import { expect, it } from 'vitest';
import { claimedFirst, matchesOf } from '../../src/search/browser/search-ranking.ts';

const index: Record<string, string[]> = {
  cookie: ['sessions', 'sign-in', 'security'],
  large: ['sessions'],
  'cookie sign': ['sign-in'],
};
const search = async (words: string) =>
  (index[words] ?? []).map((id, place) => ({ id, score: 10 - place }));

it('takes pages with some of the words when none has all of them', async () => {
  const found = await matchesOf(['cookie', 'large', 'nonsense'], search);
  expect(found.map(({ id }) => id)).toEqual(['sessions', 'sign-in', 'security']);
});

it('prefers pages with all of the words and names none twice', async () => {
  const found = await matchesOf(['cookie', 'sign'], search);
  expect(found.map(({ id }) => id)).toEqual(['sign-in', 'sessions', 'security']);
});

it('counts a rare word for more than one that many pages have', async () => {
  const pages = (ids: readonly string[]) => ids.map((id) => ({ id, score: 1 }));
  const many = Array.from({ length: 100 }, (_, place) => `page ${place}`);
  const found = await matchesOf(['app', 'proxy'], async (words) =>
    pages({ app: many, proxy: ['surroundings'] }[words] ?? []),
  );
  expect(found[0]?.id).toBe('surroundings');
});

it('looks for two words that belong together side by side', async () => {
  const asked: string[] = [];
  await matchesOf(['sign out', 'completely'], async (words) => {
    asked.push(words);
    return [];
  });
  expect(asked).toEqual(['"sign out" completely', '"sign out"', 'completely']);
});

it('asks once when one word is enough', async () => {
  let asked = 0;
  await matchesOf(['cookie'], async (words) => {
    asked += 1;
    return search(words);
  });
  expect(asked).toBe(1);
});

it('puts the page of the very code first, with or without its prefix', () => {
  const page = (title: string) => ({ url: '/errors/x/', meta: { title } });
  const pages = [page('AADSTS500112: Other'), page('Deploy'), page('AADSTS50011: Redirect URI')];
  for (const query of ['50011', 'AADSTS50011', 'aadsts50011 ']) {
    expect(claimedFirst(query, pages).map(({ meta }) => meta.title)[0]).toBe(
      'AADSTS50011: Redirect URI',
    );
  }
  expect(claimedFirst('redirect', pages)).toEqual(pages);
});

it('puts the pages that claim the very words before those that only hold them', () => {
  const pages = [
    { url: '/errors/AADSTS7000218/', meta: { title: 'AADSTS7000218: Other' } },
    {
      url: '/reference/configuration/',
      meta: { title: 'Configuration', words: 'CLIENT_ID; CLIENT_SECRET' },
    },
  ];
  expect(claimedFirst('client_secret', pages)[0]?.meta.title).toBe('Configuration');
  expect(claimedFirst('client', pages.toReversed())).toEqual(pages.toReversed());
});

it('then those that claim most of them', () => {
  const pages = [
    { url: '/reference/configuration/', meta: { title: 'Configuration' } },
    {
      url: '/guides/surroundings/',
      meta: { title: 'Surroundings', words: 'behind a company proxy; docker' },
    },
  ];
  expect(claimedFirst('my app behind the company proxy', pages)[0]?.meta.title).toBe(
    'Surroundings',
  );
  expect(claimedFirst('proxy', pages)).toEqual(pages);
});

const titled = (url: string, title: string) => ({ url, meta: { title } });

it('puts a page whose title has all the words before pages that only hold them', () => {
  const pages = [
    titled('/reference/parity/', 'Practice tenant and real service'),
    titled('/guides/control-sessions/', 'See and end the sessions of users'),
    titled('/how-it-works/sessions/', 'Sessions and token caches'),
    titled('/how-it-works/credentials/', 'Sessions'),
  ];
  expect(claimedFirst('what is a session', pages).map(({ url }) => url)).toEqual([
    '/how-it-works/credentials/',
    '/how-it-works/sessions/',
    '/guides/control-sessions/',
    '/reference/parity/',
  ]);
});

const [error, concept] = [
  titled('/errors/scope_refused/', 'scope_refused: The scope was refused'),
  titled('/how-it-works/consent/', 'Consent'),
];

it('puts error pages last when the query is short and has no code', () => {
  expect(claimedFirst('scope refused', [error, concept])).toEqual([concept, error]);
});

it('leaves error pages where they are when the query has a code or describes a failure', () => {
  for (const query of ['AADSTS90000', 'scope refused by my tenant'])
    expect(claimedFirst(query, [error, concept])).toEqual([error, concept]);
});

it('keeps an error page first when it claims exactly these words', () => {
  const claiming = { ...error, meta: { ...error.meta, words: 'bad scope' } };
  expect(claimedFirst('bad scope', [concept, claiming])).toEqual([claiming, concept]);
});
