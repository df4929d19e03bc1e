import { describe, expect, test } from 'vitest';
import { queryWords } from '../../src/search/browser/query-words.ts';

describe('the words of a query are those that tell something, as this site writes them', () => {
  test.each([
    ['how do I log out completely', ['sign out', 'completely']],
    ['user cancelled the login', ['sign in', 'user', 'canceled']],
    ["can't sigin with 2FA", ['sign in', 'multifactor']],
    ['sing in or sing out', ['sign in', 'sign out']],
    ['the difference between OIDC and OBO', ['on behalf of', 'openid', 'connect']],
    ['login.microsoftonline.com', ['login.microsoftonline.com']],
    ['Azure AD B2C', ['azure', 'ad', 'b2c']],
    ['azure ad app', ['entra id', 'app']],
    ['organisation', ['organization']],
    ['what is it', ['what', 'is', 'it']],
  ])('%j: %j', (query, words) => expect(queryWords(query)).toEqual(words));
});
