import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { base64urlOf } from '../../src/jwt/base64url.ts';
import { readJwt } from '../../src/jwt/read-jwt.ts';
import { checkWithPracticeKeys } from '../../src/token-inspector/browser/check.ts';

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the page says about a token after this response of its own site. */
async function sentenceAfter(response: Response): Promise<string> {
  vi.stubGlobal('fetch', async () => response);
  const read = readJwt(`${base64urlOf('{"alg":"RS256","kid":"key"}')}.${base64urlOf('{}')}.AQID`);
  if (read.kind !== 'jwt') throw new Error(`This is no JWT: ${read.kind}.`);
  return (await checkWithPracticeKeys(read.jwt)).sentence;
}

test('a visitor of a hosted lab without practice tenants is told that', async () => {
  expect(await sentenceAfter(Response.json({ tenants: [] }))).toContain(
    'This browser has no practice tenants in this lab',
  );
});

test.each([
  [404, 'This site runs without the practice tenant.'],
  [502, 'The practice tenant’s keys can’t be read right now.'],
])('a response with status %i is told as it is', async (status, said) => {
  expect(await sentenceAfter(new Response(null, { status }))).toContain(said);
});
