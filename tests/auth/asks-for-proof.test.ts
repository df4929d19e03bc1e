import { expect, test } from 'vitest';
import { asksForProof } from '../../src/auth/asks-for-proof.ts';

const own = '"id_token":{"signin_state":{"essential":false}}';
const capabilities = '"xms_cc":{"values":["cp1"]}';

test.each([
  ['no claims', '', false],
  ['MSAL’s own claims', `{${own}}`, false],
  ['what the app declares', `{${own},"access_token":{${capabilities}}}`, false],
  [
    'an authentication context',
    `{"access_token":{"acrs":{"value":"c1"},${capabilities}},${own}}`,
    true,
  ],
  ['a token that was revoked', `{"access_token":{"nbf":{"value":"1"},${capabilities}}}`, true],
  ['a challenge that the trace shortened', '{"access_token":{"acrs":{"essential":true,…', true],
  ['something else that the trace shortened', '{"id_token":{"signin_state":…', false],
])('whether a sign-in passed on a claims challenge: %s', (_, claims, expected) => {
  expect(asksForProof(claims)).toBe(expected);
});
