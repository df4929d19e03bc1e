import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  CompactSign,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTVerifyGetKey,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import { verifyIdToken } from '../../../../../samples/web-app/sign-in/protocol/id-token.ts';
import { registrationFrom } from '../../../../../samples/web-app/sign-in/registration/registration.ts';
import { plainKeys } from './plain-keys.ts';

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

/** What B2C puts into every user's `sub` by an older setting. */
const sameForAll = 'Not supported currently. Use oid claim.';

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const halfHashOf = (text: string) =>
  Buffer.from(hashOf(text), 'base64url').subarray(0, 16).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

// MSAL compares nonces too, so what our own check does shows only here, without MSAL in between.
describe('verifying an ID token of B2C', () => {
  const honest = { iss: issuer, aud: clientId, sub: 's', nonce: 'n', tfp: 'B2C_1_in' };
  let keys: JWTVerifyGetKey;
  let sign: (claims: object, header?: object) => Promise<string>;
  let signText: (payload: string) => Promise<string>;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    keys = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
    sign = (claims, header = {}) =>
      new SignJWT({ ...honest, iat: seconds(), exp: seconds() + 300, ...claims })
        .setProtectedHeader({ alg: 'RS256', ...header })
        .sign(privateKey);
    signText = (payload) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'RS256' })
        .sign(privateKey);
  });
  type Expected = Parameters<typeof verifyIdToken>[1];
  const expected = (changes: Partial<Expected> = {}): Expected => ({
    registration,
    provider: {
      authority: new URL('https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com/B2C_1_in'),
      policy: 'B2C_1_in',
      metadata: { issuer, authorization_endpoint: '', token_endpoint: '', jwks_uri: '' },
      keys: plainKeys(keys),
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
    ['another azp, though the audience is ours', { azp: 'x' }, 'id_token_audience'],
    ['an azp that is not text', { azp: 1 }, 'id_token_invalid'],
    ['T4 another issuer', { iss: 'https://evil.example' }, 'id_token_issuer'],
    ['T5 another audience', { aud: 'x' }, 'id_token_audience'],
    ['T5 no audience', { aud: undefined }, 'id_token_invalid'],
    ['T6 expired', { exp: seconds() - 120 }, 'id_token_time'],
    ['T6 no exp', { exp: undefined }, 'id_token_invalid'],
    ['T6 nbf in the future', { nbf: seconds() + 120 }, 'id_token_time'],
    ['T6 iat in the future', { iat: seconds() + 120 }, 'id_token_time'],
    ['T7 no iat', { iat: undefined }, 'id_token_invalid'],
    ['T7 an iat that is not a number', { iat: '1' }, 'id_token_invalid'],
    ['T7 no sub', { sub: undefined }, 'id_token_invalid'],
    ['a sub as long as may be', { sub: 's'.repeat(255) }, 'accepted'],
    ['T7 a longer sub', { sub: 's'.repeat(256) }, 'id_token_invalid'],
    ['T7 a sub that is not text', { sub: 1 }, 'id_token_invalid'],
    ['no one in particular', { sub: sameForAll }, 'id_token_invalid'],
    ['no one in particular, in other letters', { sub: 'Not Supported.' }, 'id_token_invalid'],
    ['no one in particular, with an empty oid', { sub: sameForAll, oid: '' }, 'id_token_invalid'],
    ['a user whom only oid tells apart', { sub: sameForAll, oid: 'alex' }, 'accepted'],
    ['an oid that is not text', { oid: 1 }, 'id_token_invalid'],
    ['T9 an at_hash that does not fit', { at_hash: 'x' }, 'id_token_invalid'],
    ['an at_hash that fits', { at_hash: halfHashOf('at') }, 'accepted'],
    ['the whole hash as at_hash', { at_hash: hashOf('at') }, 'id_token_invalid'],
    ['T7 an empty sub', { sub: '' }, 'id_token_invalid'],
    ['an exp that is not a number', { exp: 'tomorrow' }, 'id_token_invalid'],
    ['no issuer', { iss: undefined }, 'id_token_invalid'],
    ['an oid as long as may be', { oid: 'o'.repeat(255) }, 'accepted'],
    ['a longer oid', { oid: 'o'.repeat(256) }, 'id_token_invalid'],
    ['a nonce that is not text', { nonce: 1 }, 'id_token_invalid'],
    ['a tid that is not text', { tid: 1 }, 'id_token_invalid'],
    ['an at_hash that is not text', { at_hash: 1 }, 'id_token_invalid'],
    ['a user flow that is not text', { tfp: 1 }, 'id_token_invalid'],
    ['an acr that is not text', { acr: 1 }, 'id_token_invalid'],
    ['an auth_time that is not a number', { auth_time: '1' }, 'id_token_invalid'],
    ['an auth_time before 1970', { auth_time: -1 }, 'id_token_invalid'],
    ['roles and groups', { roles: ['Admin'], groups: ['g'] }, 'accepted'],
    ['roles that are text', { roles: 'Admin' }, 'id_token_invalid'],
    ['roles that are an object', { roles: { 0: 'Admin' } }, 'id_token_invalid'],
    ['a role that is not text', { roles: ['Admin', 1] }, 'id_token_invalid'],
    ['a role without a name', { roles: [''] }, 'id_token_invalid'],
    ['a role of 10 KB', { roles: ['r'.repeat(10_000)] }, 'id_token_invalid'],
    ['groups that are text', { groups: 'g' }, 'id_token_invalid'],
    ['1,000 groups', { groups: Array(1_000).fill('g') }, 'accepted'],
    ['10,000 groups', { groups: Array(10_000).fill('g') }, 'id_token_invalid'],
    ['overage claims that are text', { _claim_names: 'groups' }, 'id_token_invalid'],
    ['overage claims that are a list', { _claim_names: ['groups'] }, 'id_token_invalid'],
    ['overage claims without a source', { _claim_names: { groups: 7 } }, 'id_token_invalid'],
    ['a hasgroups that is text', { hasgroups: 'yes' }, 'id_token_invalid'],
    ['an auth_time in the future', { auth_time: seconds() + 120 }, 'id_token_time'],
  ])('%s: %#', async (_, claims, code) => {
    expect(await codeOf(claims)).toBe(code);
  });

  test('a token of Microsoft Entra must name its tenant', async () => {
    const entra = { registration: { ...registration, tenantType: 'entra-id' } } as const;
    expect(await codeOf({ tid: tenantId }, entra)).toBe('accepted');
    expect(await codeOf({ tid: undefined }, entra)).toBe('id_token_issuer');
  });

  test.each([
    ['JWT', 'accepted'],
    ['jwt', 'accepted'],
    ['application/jwt', 'accepted'],
    ['T16 logout+jwt', 'id_token_invalid'],
    ['T16 at+jwt', 'id_token_invalid'],
    ['T16 application/at+jwt', 'id_token_invalid'],
    ['T16 JWT2', 'id_token_invalid'],
    ['T16 ', 'id_token_invalid'],
  ])('a token of type %s, though its claims would do: %s', async (name, code) => {
    const typ = name.replace('T16 ', '');
    const token = { idToken: await sign({}, { typ }), accessToken: 'at' };
    const outcome = verifyIdToken(token, expected()).then(
      () => 'accepted',
      (error) => error.code,
    );
    expect(await outcome).toBe(code);
  });

  test.each(['RS384', 'RS512', 'PS256', 'ES256', 'EdDSA', 'HS256', 'none'])(
    'T3 a token signed by %s with a published key is refused',
    async (alg) => {
      const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const pairs = {
        ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
        EdDSA: generateKeyPairSync('ed25519'),
      };
      const { privateKey, publicKey } = alg === 'ES256' || alg === 'EdDSA' ? pairs[alg] : rsa;
      // No `alg` in the key set: only the app's own list keeps the other algorithms out.
      const published = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
      const claims = { ...honest, iat: seconds(), exp: seconds() + 300 };
      const secret = new TextEncoder().encode('x~y'.repeat(20));
      const idToken =
        alg === 'none'
          ? new UnsecuredJWT(claims).encode()
          : await new SignJWT(claims)
              .setProtectedHeader({ alg })
              .sign(alg === 'HS256' ? secret : privateKey);
      const keys: JWTVerifyGetKey = (header, token) =>
        header.alg === 'HS256' ? secret : published(header, token);
      const { provider } = expected();
      const refusal = verifyIdToken(
        { idToken, accessToken: 'at' },
        expected({ provider: { ...provider, keys: plainKeys(keys) } }),
      );
      await expect(refusal).rejects.toMatchObject({ code: 'id_token_signature' });
    },
  );

  test('T1 another key is a matter of the signature', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const others = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
    const { provider } = expected();
    const code = await codeOf({}, { provider: { ...provider, keys: plainKeys(others) } });
    expect(code).toBe('id_token_signature');
  });

  test('T6 the clock of the app counts, not that of the library', async () => {
    const late = Date.now() + 600_000;
    expect(await codeOf({}, { now: late })).toBe('id_token_time');
    const then = { iat: late / 1000, nbf: late / 1000, exp: late / 1000 + 300 };
    expect(await codeOf(then, { now: late })).toBe('accepted');
  });

  const now = 1_800_000_000;
  test.each([
    ['expired a minute ago', { exp: now - 60 }, 'id_token_time'],
    ['expired almost a minute ago', { exp: now - 59 }, 'accepted'],
    ['issued a minute later', { iat: now + 60 }, 'accepted'],
    ['issued more than a minute later', { iat: now + 61 }, 'id_token_time'],
    ['of a user who signed in a minute later', { auth_time: now + 60 }, 'accepted'],
    ['of a user who signed in more than a minute later', { auth_time: now + 61 }, 'id_token_time'],
    ['of a user who signed in long ago', { auth_time: 0 }, 'accepted'],
  ])('clocks may differ by a minute: %s', async (_, claims, code) => {
    const times = { iat: now, exp: now + 300, ...claims };
    expect(await codeOf(times, { now: now * 1000 })).toBe(code);
  });

  test.each([
    ['as long as may be', 's'.repeat(255), 's'.repeat(255)],
    ['longer', 's'.repeat(256), undefined],
    ['empty', '', undefined],
    ['no text', 1, undefined],
  ])(
    'a sid that is %s keeps nobody out, but only one that can be kept counts',
    async (_, sid, kept) => {
      const token = { idToken: await sign({ sid }), accessToken: 'at' };
      expect((await verifyIdToken(token, expected())).sid).toBe(kept);
    },
  );

  test('a token that is no JWT is not signed, and one without claims is not valid', async () => {
    const refusal = (idToken: string) =>
      verifyIdToken({ idToken, accessToken: 'at' }, expected()).catch((error) => error.code);
    expect(await refusal('x.y')).toBe('id_token_signature');
    expect(await refusal(await signText('"text"'))).toBe('id_token_invalid');
  });

  test('fault 9: keys that can’t be fetched aren’t the token’s fault', async () => {
    const down = new SignInError('provider_unavailable', { detail: 'down' });
    const { provider } = expected();
    const keys = () => Promise.reject(down);
    expect(await codeOf({}, { provider: { ...provider, keys: plainKeys(keys) } })).toBe(
      'provider_unavailable',
    );
  });

  test.each([
    ['oid', { sub: sameForAll, oid: 'alex' }, 'alex'],
    ['oid, where both differ', { sub: 's', oid: 'alex' }, 'alex'],
    ['sub, where there is no oid', { sub: 's' }, 's'],
  ])('the user is known by %s', async (_, claims, sub) => {
    const token = { idToken: await sign(claims), accessToken: 'at' };
    await expect(verifyIdToken(token, expected())).resolves.toMatchObject({ sub });
  });

  test('a renewal expects no nonce', async () => {
    expect(await codeOf({ nonce: undefined }, { nonce: undefined })).toBe('accepted');
  });
});
