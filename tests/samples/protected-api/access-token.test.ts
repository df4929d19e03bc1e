import { type CryptoKey, type JWTPayload, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accessTokenChecker } from '../../../samples/protected-api/check-access-token/access-token.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import {
  clientId,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  tenantId,
  throwawayIssuer,
} from './throwaway-issuer.ts';

const now = Date.UTC(2026, 10, 21, 12);
const seconds = now / 1000;
const metadataPath = `/${tenantId}/v2.0/.well-known/openid-configuration`;

let issuer: ThrowawayIssuer;
let key: CryptoKey;
let stranger: CryptoKey;
let check: (token: string) => Promise<unknown>;

beforeAll(async () => {
  issuer = await throwawayIssuer();
  const pair = await signingKey();
  key = pair.privateKey;
  stranger = (await signingKey()).privateKey;
  await issuer.publish('one', pair.publicKey);
});
afterAll(() => issuer.close());

beforeEach(() => {
  issuer.asked.length = 0;
  metadata({});
  check = checker();
});

const checker = () =>
  accessTokenChecker(
    apiRegistrationFrom({
      TENANT_TYPE: 'entra-id',
      TENANT_ID: tenantId,
      CLIENT_ID: clientId,
      AUTHORITY: `${issuer.origin}/${tenantId}`,
    }),
    { now: () => now },
  );

function metadata(changes: object) {
  const document = {
    issuer: `${issuer.origin}/${tenantId}/v2.0`,
    ...endpoints(issuer.origin),
    ...changes,
  };
  issuer.answers.set(metadataPath, { status: 200, body: JSON.stringify(document) });
}

const good = (changes: JWTPayload = {}): JWTPayload => ({
  iss: `${issuer.origin}/${tenantId}/v2.0`,
  aud: clientId,
  sub: 'alex-for-this-api',
  oid: 'alex',
  tid: tenantId,
  azp: '22222222-2222-4222-8222-222222222222',
  scp: 'Tasks.Read Tasks.Write',
  iat: seconds,
  nbf: seconds,
  exp: seconds + 3600,
  ...changes,
});
const without = (name: string): JWTPayload => {
  const { [name]: _, ...rest } = good();
  return rest;
};

it('accepts an access token for this API and reads its scopes', async () => {
  await expect(check(await signed(good(), key))).resolves.toMatchObject({
    sub: 'alex-for-this-api',
    scp: ['Tasks.Read', 'Tasks.Write'],
    roles: [],
  });
});

it('accepts the token of an app, which has roles and no scopes', async () => {
  const app = { ...without('scp'), roles: ['Tasks.Read.All'] };
  await expect(check(await signed(app, key))).resolves.toMatchObject({ roles: ['Tasks.Read.All'] });
});

it('accepts the media type of RFC 9068', async () => {
  await expect(check(await signed(good(), key, { typ: 'at+jwt' }))).resolves.toBeDefined();
});

it.each([
  ['60 seconds of skew after the end', { exp: seconds - 59 }],
  ['60 seconds of skew before the start', { nbf: seconds + 59, iat: seconds + 59 }],
])('accepts %s', async (_, claims) => {
  await expect(check(await signed(good(claims), key))).resolves.toBeDefined();
});

it.each([
  ['expired', { exp: seconds - 61 }, 'expired'],
  ['not valid yet', { nbf: seconds + 61 }, 'check the clock'],
  ['issued in the future', { iat: seconds + 61 }, 'check the clock'],
  ['for another audience', { aud: '22222222-2222-4222-8222-222222222222' }, 'another API'],
  [
    'for several audiences',
    { aud: [clientId, 'https://elsewhere.example'] },
    'not an access token',
  ],
  ['from another issuer on this host', { iss: 'https://localhost/v2.0' }, 'another issuer'],
  ['from another tenant', { tid: '0b0b0b0b-2222-4222-8222-222222222222' }, 'another tenant'],
  ['with an empty subject', { sub: '' }, 'not an access token'],
  ['without any scope or role', { scp: '' }, 'neither scopes nor app roles'],
  ['for Microsoft Graph', { aud: '00000003-0000-0000-c000-000000000000' }, 'for Microsoft Graph'],
  ['for Graph by address', { aud: 'https://graph.microsoft.com/' }, 'for Microsoft Graph'],
  [
    'of version 1.0',
    { iss: `https://sts.windows.net/${tenantId}/` },
    'requestedAccessTokenVersion',
  ],
])('refuses a token %s and says so', async (_, claims, sentence) => {
  await expect(check(await signed(good(claims), key))).rejects.toMatchObject({
    code: 'invalid_token',
    status: 401,
    message: expect.stringContaining(sentence),
  });
});

it.each(['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'azp', 'tid', 'scp'])(
  'refuses a token without %s',
  async (name) => {
    await expect(check(await signed(without(name), key))).rejects.toMatchObject({
      code: 'invalid_token',
    });
  },
);

it('refuses an ID token of an app that shares its registration with the API', async () => {
  const { azp: _, scp: __, ...idToken } = good({ nonce: 'n', roles: ['Tasks.Read.All'] });
  await expect(check(await signed(idToken, key))).rejects.toMatchObject({
    message: expect.stringContaining('not the ID token'),
  });
});

it.each(['logout+jwt', 'secevent+jwt', ''])('refuses the type "%s"', async (typ) => {
  await expect(check(await signed(good(), key, { typ }))).rejects.toMatchObject({
    code: 'invalid_token',
  });
});

it('refuses the same key ID with a different key', async () => {
  await expect(check(await signed(good(), stranger))).rejects.toMatchObject({
    message: expect.stringContaining('signed'),
  });
});

it('refuses a token without a signature', async () => {
  const token = new UnsecuredJWT(good()).encode();
  await expect(check(token)).rejects.toMatchObject({ code: 'invalid_token' });
});

it('refuses HS256, whatever the secret', async () => {
  const token = await signed(good(), new TextEncoder().encode('s'.repeat(32)), { alg: 'HS256' });
  await expect(check(token)).rejects.toMatchObject({ code: 'invalid_token' });
});

it('refuses PS256, which the same key could have signed', async () => {
  const { exportPKCS8, importPKCS8 } = await import('jose');
  const pss = await importPKCS8(await exportPKCS8(key), 'PS256');
  await expect(check(await signed(good(), pss, { alg: 'PS256' }))).rejects.toMatchObject({
    code: 'invalid_token',
  });
});

it('never fetches a key that the token itself names', async () => {
  const header = { jku: `${issuer.origin}/mine`, x5u: `${issuer.origin}/mine`, kid: 'unknown' };
  await expect(check(await signed(good(), stranger, header))).rejects.toMatchObject({
    code: 'invalid_token',
  });
  expect(issuer.asked).toEqual([metadataPath, '/keys']);
});

it.each(['', 'a', 'a.b.c', '{}', 'e30.e30.'])('refuses %j as malformed', async (token) => {
  await expect(check(token)).rejects.toMatchObject({ code: 'invalid_token' });
});

it('reads metadata and keys once for many tokens', async () => {
  const token = await signed(good(), key);
  await Promise.all(Array.from({ length: 20 }, () => check(token)));
  expect(issuer.asked).toEqual([metadataPath, '/keys']);
});

it('asks again after the identity provider was unreachable', async () => {
  issuer.answers.set(metadataPath, { status: 500, body: '' });
  const token = await signed(good(), key);
  await expect(check(token)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  metadata({});
  await expect(check(token)).resolves.toBeDefined();
});

it('does not blame the token when the keys cannot be read', async () => {
  metadata({ jwks_uri: `${issuer.origin}/no-keys` });
  await expect(check(await signed(good(), key))).rejects.toMatchObject({
    name: 'ProviderUnavailable',
  });
});
