import { expect, it } from 'vitest';
import { vocabularyOf } from '../../src/search/vocabulary.ts';

it('lists each word once, the most frequent first', () => {
  expect(vocabularyOf(['Refresh token', 'The token, and a cookie'])).toEqual([
    'token',
    'cookie',
    'refresh',
  ]);
});

it('leaves out short words, contractions, and names with digits or signs', () => {
  expect(
    vocabularyOf(["doesn't", 'CLIENT_ID', 'graph.windows.net', 'App', 'OAuth2', 'Consent.']),
  ).toEqual(['consent']);
});
