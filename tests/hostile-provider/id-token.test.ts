import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientId, clientSecret, type Forgery, HostileProvider } from './provider.ts';
import type { RunningTarget } from './target.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const now = () => Math.floor(Date.now() / 1000);
const otherTenant = '0e0e0e0e-5555-4555-8555-555555555555';

/** Claims with some changed; undefined takes one away. */
const changed = (changes: Record<string, unknown>): Forgery => ({
  claims: (claims) => JSON.parse(JSON.stringify({ ...claims, ...changes })),
});

const refused: [check: string, forgery: (provider: HostileProvider) => Forgery][] = [
  [
    'T1 a signature that does not fit',
    () => ({
      async idToken(claims, header) {
        const { privateKey } = await generateKeyPair('RS256');
        const [, , other] = (
          await new SignJWT({}).setProtectedHeader(header).sign(privateKey)
        ).split('.');
        const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
        return `${encode(header)}.${encode(claims)}.${other}`;
      },
    }),
  ],
  [
    'T2 another key under the same kid',
    () => ({
      async idToken(claims, header) {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
      },
    }),
  ],
  ['T3 alg none', () => ({ idToken: (claims) => new UnsecuredJWT(claims).encode() })],
  [
    'T3 HS256 with the client secret',
    () => ({
      idToken: (claims, header) =>
        new SignJWT(claims)
          .setProtectedHeader({ ...header, alg: 'HS256' })
          .sign(new TextEncoder().encode(clientSecret)),
    }),
  ],
  ['T4 another issuer', () => changed({ iss: 'https://evil.example/v2.0' })],
  [
    'T4 the issuer of another tenant',
    ({ issuer }) => changed({ iss: issuer.replace('0a0a', '0e0e') }),
  ],
  ['T4 another tid', () => changed({ tid: otherTenant })],
  ['T4 no tid', () => changed({ tid: undefined })],
  ['T5 another audience', () => changed({ aud: '99999999-9999-4999-8999-999999999999' })],
  ['T5 no audience', () => changed({ aud: undefined })],
  [
    'T5 several audiences and the azp of another app',
    () => changed({ aud: [clientId, 'x'], azp: 'x' }),
  ],
  ['T5 several audiences and no azp', () => changed({ aud: [clientId, 'x'] })],
  ['T5 the azp of another app', () => changed({ azp: 'x' })],
  ['T6 expired', () => changed({ exp: now() - 120 })],
  ['T6 no exp', () => changed({ exp: undefined })],
  ['T6 nbf in the future', () => changed({ nbf: now() + 120 })],
  ['T6 iat in the future', () => changed({ iat: now() + 120 })],
  ['T7 no sub', () => changed({ sub: undefined })],
  ['T7 an empty sub', () => changed({ sub: '' })],
  ['T7 no iat', () => changed({ iat: undefined })],
  ['T8 another nonce', () => changed({ nonce: 'of-another-sign-in' })],
  ['T8 no nonce', () => changed({ nonce: undefined })],
  ['T9 an at_hash that does not fit', () => changed({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
  ['T14 no ID token', () => ({ idToken: () => undefined })],
  ['T14 text that is no token', () => ({ idToken: () => 'not.a.token' })],
  ['T16 a sign-out token in its place', () => ({ header: (it) => ({ ...it, typ: 'logout+jwt' }) })],
  ['T17 roles that are text', () => changed({ roles: 'Admin' })],
  ['T17 a role of 10 KB', () => changed({ roles: ['r'.repeat(10_000)] })],
  ['T17 10,000 groups', () => changed({ groups: Array(10_000).fill('g') })],
  ['T17 overage claims that are no names', () => changed({ _claim_names: ['groups'] })],
  ['T16 an access token in its place', () => changed({ aud: 'api://tasks', scp: 'Tasks.Read' })],
];

describe.each(targets)('ID tokens at the $name', (target) => {
  let provider: HostileProvider;
  let app: RunningTarget;
  let visitor: Visitor;

  beforeAll(async () => {
    provider = await HostileProvider.start();
    app = await target.start(provider);
  });
  afterAll(async () => {
    await app?.stop();
    await provider?.close();
  });
  beforeEach(() => {
    provider.reset();
    visitor = new Visitor(app, provider);
  });

  test('an honest one is accepted', async () => {
    const page = await visitor.signIn();
    expect(page.status).toBe(200);
    expect(await visitor.isSignedIn()).toBe(true);
  });

  test.each(refused)('%s is refused', async (_, forgery) => {
    provider.forge = forgery(provider);
    await visitor.expectRefused(await visitor.signIn());
  });

  test('T3 ES256 with a published key is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'elliptic', use: 'sig' };
    provider.forge = {
      keys: () => ({ keys: [...provider.keys.published().keys, jwk] }),
      idToken: (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'elliptic' }).sign(privateKey),
    };
    await visitor.expectRefused(await visitor.signIn());
  });

  test('T6 a clock that differs by less than a minute is tolerated', async () => {
    provider.forge = changed({ iat: now() + 30, nbf: now() + 30, exp: now() - 30 });
    expect((await visitor.signIn()).status).toBe(200);
  });

  test('T8 the nonce of another attempt of the same browser is refused', async () => {
    const first = new URL((await visitor.startSignIn()).url);
    provider.forge = changed({ nonce: first.searchParams.get('nonce') });
    await visitor.expectRefused(await visitor.signIn());
  });

  test('T9 an at_hash that fits is accepted', async () => {
    const hash = createHash('sha256').update('token-of-t9').digest().subarray(0, 16);
    provider.forge = {
      ...changed({ at_hash: hash.toString('base64url') }),
      token: (reply) => ({ ...reply, access_token: 'token-of-t9' }),
    };
    expect((await visitor.signIn()).status).toBe(200);
  });

  test('T10 keys that the token brings along, or points to, are never used', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    provider.forge = {
      idToken: (claims, header) =>
        new SignJWT(claims)
          .setProtectedHeader({
            ...header,
            jwk,
            jku: `${provider.origin}/stolen/jku`,
            x5u: `${provider.origin}/stolen/x5u`,
          })
          .sign(privateKey),
    };
    await visitor.expectRefused(await visitor.signIn());
    expect(provider.askedFor('/stolen')).toEqual([]);
  });

  test('T11 a token without kid is accepted while there is one key', async () => {
    provider.forge = { header: ({ kid: _, ...header }) => header };
    expect((await visitor.signIn()).status).toBe(200);
  });

  test('T16 the ID token is never sent to the API', async () => {
    await visitor.signIn();
    await visitor.callApi();
    const idTokens = provider.secrets.filter((secret) => secret.startsWith('eyJ'));
    for (const { headers } of provider.askedFor('/api'))
      expect(idTokens.some((token) => headers['authorization']?.includes(token))).toBe(false);
  });
});

describe.each(targets)('signing keys at the $name', (target) => {
  let provider: HostileProvider;
  let app: RunningTarget;
  let visitor: Visitor;

  beforeEach(async () => {
    provider = await HostileProvider.start();
    app = await target.start(provider);
    visitor = new Visitor(app, provider);
  });
  const end = async () => {
    await app.stop();
    await provider.close();
  };

  test('T11 a token without kid is refused when there are several keys', async () => {
    const { publicKey } = await generateKeyPair('RS256');
    const second = { ...(await exportJWK(publicKey)), kid: 'second', use: 'sig' };
    provider.forge = {
      keys: () => ({ keys: [...provider.keys.published().keys, second] }),
      header: ({ kid: _, ...header }) => header,
    };
    await visitor.expectRefused(await visitor.signIn());
    await end();
  });

  test('T12 a rotation, also just before signing, is followed with one more request', async () => {
    await visitor.signIn();
    expect(provider.askedFor('/keys')).toHaveLength(1);
    await provider.keys.rotate();
    const other = new Visitor(app, provider);
    expect((await other.signIn()).status).toBe(200);
    expect(provider.askedFor('/keys')).toHaveLength(2);
    await end();
  });

  test('T12 made-up key names cause few requests for keys', async () => {
    provider.forge = { header: (header) => ({ ...header, kid: 'made-up' }) };
    for (let time = 0; time < 12; time += 1) await new Visitor(app, provider).signIn();
    expect(provider.askedFor('/keys').length).toBeLessThanOrEqual(5);
    await app.moveClock(61_000);
    provider.forge = {};
    expect((await visitor.signIn()).status).toBe(200);
    await end();
  });

  test('fault 9: known keys are used for ten minutes while the key address is down, and not after that', async () => {
    await visitor.signIn();
    provider.forge = { keys: () => ({ status: 500, body: 'down' }) };
    expect((await new Visitor(app, provider).signIn()).status).toBe(200);
    await app.moveClock(11 * 60_000);
    const late = new Visitor(app, provider);
    await late.expectRefused(await late.signIn());
    await end();
  });
});
