import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Expected, verifyIdToken } from '../../../../samples/web-app/auth/id-token.ts';
import { registrationFrom } from '../../../../samples/web-app/registration/registration-from.ts';

const tenantId = '0d0d0d0d-4444-4444-8444-444444444444';
const clientId = '22222222-2222-4222-8222-222222222222';
const issuer = `https://fabrikam.b2clogin.com/${tenantId}/v2.0/`;
const registration = registrationFrom({
  TENANT_TYPE: 'b2c',
  B2C_TENANT_NAME: 'fabrikam',
  SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
  CLIENT_ID: clientId,
  CLIENT_SECRET: 'x~y',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
});

// MSAL compares nonces too, so what our own check does shows only here, without MSAL in between.
describe('verifying an ID token of B2C', () => {
  let keys: JWTVerifyGetKey;
  let sign: (claims: object) => Promise<string>;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    keys = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
    sign = (claims) =>
      new SignJWT({ iss: issuer, aud: clientId, sub: 's', nonce: 'n', tfp: 'B2C_1_in', ...claims })
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
  });
  const expected = (changes: Partial<Expected> = {}): Expected => ({
    registration,
    provider: {
      authority: new URL('https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com/B2C_1_in'),
      policy: 'B2C_1_in',
      metadata: { issuer, authorization_endpoint: '', token_endpoint: '', jwks_uri: '' },
      keys,
    },
    nonce: 'n',
    now: Date.now(),
    ...changes,
  });
  const codeOf = async (claims: object, changes?: Partial<Expected>) =>
    verifyIdToken({ idToken: await sign(claims), accessToken: 'at' }, expected(changes)).then(
      () => 'accepted',
      (error) => error.code,
    );

  test.each([
    ['an honest token', {}, 'accepted'],
    ['the user flow in other letters', { tfp: 'b2c_1_IN' }, 'accepted'],
    ['the user flow in acr', { tfp: undefined, acr: 'b2c_1_in' }, 'accepted'],
    ['another nonce', { nonce: 'm' }, 'id_token_nonce'],
    ['no nonce', { nonce: undefined }, 'id_token_nonce'],
    ['another user flow', { tfp: 'B2C_1_edit' }, 'id_token_user_flow'],
    ['no user flow', { tfp: undefined }, 'id_token_user_flow'],
    ['the tid of another tenant', { tid: clientId }, 'id_token_issuer'],
    ['a tid that fits', { tid: tenantId }, 'accepted'],
    ['one audience, as a list', { aud: [clientId] }, 'accepted'],
    ['two audiences and our azp', { aud: [clientId, 'x'], azp: clientId }, 'accepted'],
    ['two audiences and no azp', { aud: [clientId, 'x'] }, 'id_token_audience'],
    ['an azp that is not text', { azp: 1 }, 'id_token_invalid'],
  ])('%s: %#', async (_, claims, code) => {
    expect(await codeOf(claims)).toBe(code);
  });

  test('a renewal expects no nonce', async () => {
    expect(await codeOf({ nonce: undefined }, { nonce: undefined })).toBe('accepted');
  });
});
