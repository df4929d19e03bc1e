import { expect, it } from 'vitest';
import { bestSection } from '../../src/search/browser/best-section.ts';

const section = (title: string) => ({ title, url: `/reference/glossary/#${title}`, excerpt: '' });
const page = {
  url: '/reference/glossary/',
  meta: { title: 'Glossary' },
  excerpt: 'The terms of this site',
  sub_results: ['identity provider', 'access token', 'refresh token'].map(section),
};

it('is the section whose heading is closest to the query', () => {
  expect(bestSection('what is a refresh token', page).title).toBe('refresh token');
});

it('is the first section with a match when no heading is close', () => {
  expect(bestSection('metadata', page).title).toBe('identity provider');
});

it('is the page itself when no section has a match', () => {
  const { url, excerpt } = page;
  expect(bestSection('glossary', { ...page, sub_results: [] })).toEqual({
    title: '',
    url,
    excerpt,
  });
});

it.each(['glossary', 'words of this site'])(
  'is the top of the page for its own name: %s',
  (query) => {
    const named = { ...page, meta: { ...page.meta, words: 'terms; words of this site' } };
    expect(bestSection(query, named).url).toBe('/reference/glossary/');
  },
);
