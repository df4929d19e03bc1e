import { describe, expect, it } from 'vitest';
import { base64urlOf } from '../../src/jwt/base64url.ts';
import { findTokens, longestPaste } from '../../src/token-inspector/paste/find-tokens.ts';
import type { Instead, Surrounding } from '../../src/token-inspector/paste/pasted.ts';

const jwt = `${base64urlOf('{"alg":"RS256"}')}.${base64urlOf('{"sub":"1","name":"Alex Rivera"}')}.c2lnbmF0dXJl`;
const other = `${base64urlOf('{"alg":"RS256"}')}.${base64urlOf('{"sub":"2"}')}.c2lnbmF0dXJl`;
const jwe = `${base64urlOf('{"alg":"RSA-OAEP"}')}.a.b.c.d`;
const lines = jwt.replace(/.{20}/g, '$&\n');

describe('finds the token in what is around it', () => {
  const pasted: [name: string, text: string, around: Surrounding[]][] = [
    ['nothing', jwt, []],
    ['spaces around it', `  ${jwt}\n`, []],
    ['“Bearer”', `Bearer ${jwt}`, ['bearer']],
    ['a whole header', `Authorization: bearer ${jwt}`, ['bearer']],
    ['quotation marks', `"${jwt}"`, ['quotes']],
    ['curly quotation marks and a comma', `“${jwt}”,`, ['quotes']],
    ['line breaks', lines, ['line-breaks']],
    ['“Bearer” and line breaks', `Bearer ${lines}`, ['bearer', 'line-breaks']],
    ['a command', `curl -H "Authorization: Bearer ${jwt}" https://api.example/tasks`, ['text']],
    ['a line of a log', `12:01 token=${jwt} user=alex`, ['text']],
    ['an assignment', `TOKEN=${jwt}`, ['text']],
    ['JSON that is cut off', `{"token_type":"Bearer","id_token":"${jwt}","re`, ['text']],
  ];
  it.each(pasted)('%s', (_, text, around) => {
    expect(findTokens(text)).toEqual({
      kind: 'tokens',
      tokens: [{ name: undefined, raw: jwt }],
      around,
    });
  });
});

it('finds the tokens of a response by their names, and says that there is a refresh token', () => {
  const response = { id_token: jwt, access_token: other, refresh_token: '1.AXoA' };
  expect(findTokens(JSON.stringify(response, null, 2))).toEqual({
    kind: 'tokens',
    tokens: [
      { name: 'id_token', raw: jwt },
      { name: 'access_token', raw: other },
    ],
    around: ['token-response', 'refresh-token'],
  });
});

it.each([
  `https://app.example/#id_token=${jwt}&state=1`,
  `https://app.example/signed-in?id_token=${jwt}`,
  `#id_token=${jwt}`,
  `id_token=${jwt}&state=1`,
])('finds the token in the address or form %.40s…', (text) => {
  const tokens = [{ name: 'id_token', raw: jwt }];
  expect(findTokens(text)).toEqual({ kind: 'tokens', tokens, around: ['address'] });
});

it('takes an encrypted token for a token', () => {
  expect(findTokens(jwe)).toMatchObject({ kind: 'tokens', tokens: [{ raw: jwe }] });
});

it('passes on a token with a wrong character, so that the character can be named', () => {
  const raw = jwt.replace('.', '*.');
  expect(findTokens(raw)).toMatchObject({ kind: 'tokens', tokens: [{ raw }] });
});

describe('says what was pasted instead', () => {
  const pasted: [what: Instead, text: string][] = [
    ['empty', ' \n '],
    ['too-long', 'e'.repeat(longestPaste + 1)],
    ['authorization-code', 'http://localhost:3000/auth/redirect?code=1.AXoAsecret&state=1'],
    ['refresh-token', '{"refresh_token":"1.AXoA"}'],
    ['refresh-token', 'grant_type=refresh_token&refresh_token=1.AXoA'],
    ['code-or-refresh-token', `1.AXoA${'x'.repeat(200)}`],
    ['code-or-refresh-token', `0.ARoA${'x'.repeat(20)}.AgABAAEAAAD.${'y'.repeat(200)}`],
    ['code-or-refresh-token', 'M.C532_BAY.2.U.6f1f5d2c-3a0d-4b39-9c1e-0123456789ab'],
    ['opaque-access-token', `EwB4A8l6BAAU${'x'.repeat(200)}`],
    ['saml', '<samlp:Response ID="_1"><saml:Assertion/></samlp:Response>'],
    ['saml', btoa('<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1">')],
    ['saml', btoa('<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1">')],
    ['saml', btoa('<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1">')],
    ['saml', 'SAMLResponse=PHNhbWxwOl&RelayState=1'],
    ['error-response', '{"error":"invalid_grant","error_description":"AADSTS70008"}'],
    ['error-response', 'http://localhost:3000/?error=access_denied&error_description=AADSTS65004'],
    ['keys', '{"keys":[{"kty":"RSA"}]}'],
    ['keys', '{"issuer":"https://idp.example","jwks_uri":"https://idp.example/keys"}'],
    ['decoded', '{"iss":"https://idp.example","sub":"1"}'],
    ['json', '{"hello":"world"}'],
    ['guid', '11111111-1111-4111-8111-111111111111'],
    ['client-secret', 'practice~web-app~not-a-real-secret'],
    ['cut-off', jwt.split('.').slice(0, 2).join('.')],
    ['cut-off', jwt.split('.')[0] ?? ''],
    ['unknown', 'hello there'],
    ['unknown', '['],
  ];
  it.each(pasted)('%s: %.50s', (what, text) => {
    expect(findTokens(text)).toEqual({ kind: 'instead', what });
  });
});

it('recognizes a client secret by its form', () => {
  const secret = ['abc', '8Q', '~', 'A'.repeat(34)].join('');
  expect(findTokens(secret)).toEqual({ kind: 'instead', what: 'client-secret' });
});

it.each([
  'a'.repeat(1_000_000),
  'a.'.repeat(500_000),
  ' '.repeat(1_000_000),
  '"'.repeat(1_000_000),
  `{${'['.repeat(900_000)}`,
  'eyJ'.repeat(330_000),
  `eyJhbGciOiJSUzI1NiJ9${'.a'.repeat(400_000)}`,
])('comes to an end with a megabyte of %.6s…', (text) => {
  expect(findTokens(text).kind).toMatch(/tokens|instead/);
});
