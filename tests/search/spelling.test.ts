import { describe, expect, it, test } from 'vitest';
import { queryWords } from '../../src/search/browser/query-words.ts';
import { corrected } from '../../src/search/browser/spelling.ts';

const vocabulary = [
  'token',
  'tokens',
  'refresh',
  'certificate',
  'registration',
  'grants',
  'script',
  'app',
];
const site = new Set([...vocabulary, 'staging', 'user']);
const correct = (query: string) =>
  corrected(
    query,
    queryWords(query),
    async (word) => site.has(word),
    async () => vocabulary,
  );

describe('a word that no page has becomes the nearest word of the site', () => {
  test.each([
    ['refesh tokn', 'refresh token'],
    ['Refesh the toekn?', 'refresh the token?'],
    ['certifcat', 'certificate'],
    ['registratoin of a user', 'registration of a user'],
  ])('%j: %j', async (query, text) => expect(await correct(query)).toBe(text));
});

describe('a query stays as it is', () => {
  test.each([
    ['a page has the word', 'staging'],
    ['the word may not be complete yet', 'toke'],
    ['the word is short', 'aap'],
    ['the word is a name with a sign in it', 'refesh_tokn'],
    ['no word of the site is near', 'kubernetes'],
    ['a short word has two mistakes', 'tikan'],
  ])('when %s: %j', async (_, query) => expect(await correct(query)).toBe(query));
});

it('asks for the vocabulary only when a page has a word that the site lacks', async () => {
  let asked = 0;
  const count = async () => {
    asked += 1;
    return vocabulary;
  };
  await corrected('user token', ['user', 'token'], async (word) => site.has(word), count);
  expect(asked).toBe(0);
});

it('takes the more frequent of two words that are equally near', async () => {
  const near = (words: readonly string[]) =>
    corrected(
      'scipe',
      ['scipe'],
      async () => false,
      async () => words,
    );
  expect(await near(['scope', 'snipe'])).toBe('scope');
  expect(await near(['snipe', 'scope'])).toBe('snipe');
});
