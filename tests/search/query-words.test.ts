import { describe, expect, it, test } from 'vitest';
import { queryWords } from '../../src/search/browser/query-words.ts';
import { withoutRepeatedSteps } from '../../src/search/browser/step-variants.ts';

describe('the words of a query are those that tell something, as this site writes them', () => {
  test.each([
    ['how do I log out completely', ['sign out', 'completely']],
    ['user cancelled the login', ['sign in', 'user', 'canceled']],
    ["can't sigin with 2FA", ['sign in', 'multifactor']],
    ['login.microsoftonline.com', ['login.microsoftonline.com']],
    ['Azure AD B2C', ['azure', 'ad', 'b2c']],
    ['azure ad app', ['entra id', 'app']],
    ['organisation', ['organization']],
    ['what is it', ['what', 'is', 'it']],
  ])('%j: %j', (query, words) => expect(queryWords(query)).toEqual(words));
});

describe('a step that several tracks have is one result', () => {
  const step = (track: string) => ({
    url: `/tutorials/${track}/deploy/`,
    meta: { title: 'Deploy', track },
  });
  const pages = [
    step('Azure AD B2C'),
    { url: '/choose/', meta: { title: 'Choose' } },
    step('External ID'),
  ];

  it('where the first of them ranks', () => {
    const results = withoutRepeatedSteps('deploy', pages);
    expect(results.map(({ page }) => page.url)).toEqual([pages[0]?.url, '/choose/']);
    expect(results[0]?.otherTracks).toEqual([pages[2]]);
  });

  it('and leads to the track that the query names', () => {
    expect(withoutRepeatedSteps('deploy external id', pages)[0]?.page).toBe(pages[2]);
    expect(withoutRepeatedSteps('deploy b2c', pages)[0]?.page).toBe(pages[0]);
  });
});
