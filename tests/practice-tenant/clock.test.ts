import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type PracticeTenant,
  type StartOptions,
  startPracticeTenant,
} from '../../src/practice-tenant/index.ts';
import { startRedis } from '../faults/redis-process.ts';
import {
  appBrowser,
  attempt,
  authorityFor,
  errorNumber,
  msalApp,
  redirectUri,
  webAppSecret,
} from './msal-app.ts';
import { trust } from './running-tenant.ts';

const minute = 60;
const hour = 3600;
const day = 86_400;

const redis = await startRedis();
const folder = await mkdtemp(join(tmpdir(), 'practice-tenant-clock-'));
const webApp = '22222222-2222-4222-8222-222222222222';
const verifier = 'a-code-verifier-of-a-test-that-is-long-enough-to-be-one';
const challenge = '0Ur6R58EXVql8-Ywdnmh5aSNo4_bgh2MiSTrh-owiL0';

const tokensOf = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
});

async function started(options: StartOptions): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant(options);
  trust(tenant.caCertificate);
  return tenant;
}

afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true });
});

describe.each<[string, () => StartOptions]>([
  ['memory', () => ({})],
  ['a file', () => ({ dataFolder: folder })],
  ['Redis', () => ({ redisUrl: redis.url })],
])('with state in %s, moving the clock', (_, options) => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await started(options());
  });
  afterEach(() => tenant.clock.move(0));
  afterAll(() => tenant.close());

  const authority = () => authorityFor(tenant, 'entra-id');
  const token = async (fields: Record<string, string>): Promise<unknown> => {
    const all = { client_id: webApp, client_secret: webAppSecret, ...fields };
    const body = new URLSearchParams(all);
    return (await fetch(`${authority()}/oauth2/v2.0/token`, { method: 'POST', body })).json();
  };
  const authorizeUrl = (more: Record<string, string> = {}) =>
    `${authority().replace(tenant.origin, tenant.frontOrigin)}/oauth2/v2.0/authorize?${new URLSearchParams(
      {
        client_id: webApp,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid profile offline_access User.Read',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...more,
      },
    )}`;
  const signIn = async (browser = appBrowser()) => {
    const picker = await browser.open(authorizeUrl());
    const page = await browser.press(picker, 'Alex Rivera');
    return { browser, code: new URL(page.url).searchParams.get('code') ?? '' };
  };
  const redeem = (code: string) =>
    token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
  const graph = async (accessToken: string) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${tenant.origin}/graph/v1.0/me`, { headers })).status;
  };

  test('ends a code after ten minutes, and gives it back when the clock goes back', async () => {
    const { code } = await signIn();
    await tenant.clock.move(10 * minute + 1);
    expect(await redeem(code)).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
    await tenant.clock.move(0);
    expect(await redeem(code)).toHaveProperty('access_token');
  });

  test('ends an access token at Graph after its lifetime, and nothing before', async () => {
    const { code } = await signIn();
    const { access_token: accessToken } = tokensOf.parse(await redeem(code));
    const { exp = 0, iat = 0 } = decodeJwt(accessToken);
    await tenant.clock.move(exp - iat - minute);
    expect(await graph(accessToken)).toBe(200);
    await tenant.clock.move(exp - iat + minute);
    expect(await graph(accessToken)).toBe(401);
    await tenant.clock.move(0);
    expect(await graph(accessToken)).toBe(200);
  });

  test('ends a refresh token after 90 days; the day before, it is renewed', async () => {
    const { code } = await signIn();
    const { refresh_token: refreshToken } = tokensOf.parse(await redeem(code));
    const renew = () => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
    await tenant.clock.move(89 * day);
    expect(await renew()).toHaveProperty('access_token');
    await tenant.clock.move(91 * day);
    expect(await renew()).toMatchObject({ error: 'invalid_grant' });
    await tenant.clock.move(0);
    expect(await renew()).toHaveProperty('access_token');
  });

  test('gives tokens the time that the tenant has, in either direction', async () => {
    for (const offset of [40 * day, -40 * day]) {
      await tenant.clock.move(offset);
      const before = Math.floor(tenant.clock.now() / 1000);
      const { code } = await signIn();
      const { access_token, id_token } = tokensOf.parse(await redeem(code));
      const after = Math.ceil(tenant.clock.now() / 1000);
      for (const { iat = 0, nbf = 0, exp = 0 } of [access_token, id_token].map(decodeJwt)) {
        expect(iat).toBeGreaterThanOrEqual(before);
        expect(iat).toBeLessThanOrEqual(after);
        expect(nbf).toBeLessThanOrEqual(after);
        expect(nbf).toBeGreaterThanOrEqual(before - 5 * minute);
        expect(exp).toBeGreaterThan(after);
        expect(exp).toBeLessThan(after + day);
      }
      expect(await graph(access_token)).toBe(200);
    }
  });

  test('asks for the account again once the session has lasted a day', async () => {
    const { browser } = await signIn();
    await tenant.clock.move(day - minute);
    const silent = authorizeUrl({ prompt: 'none' });
    expect((await browser.open(silent)).url).toContain('code=');
    await tenant.clock.move(2 * day);
    expect((await browser.open(silent)).url).toContain('error=login_required');
  });

  test('asks again for max_age, and tells the time of the sign-in in auth_time', async () => {
    await tenant.clock.move(30 * day);
    const { browser } = await signIn();
    const signedInAt = Math.floor(tenant.clock.now() / 1000);
    await tenant.clock.move(30 * day + hour);
    const address = (age: number) => authorizeUrl({ prompt: 'none', max_age: String(age) });
    expect((await browser.open(address(hour - minute))).url).toContain('error=login_required');
    const page = await browser.open(address(2 * hour));
    const tokens = tokensOf.parse(await redeem(new URL(page.url).searchParams.get('code') ?? ''));
    const { auth_time: authTime } = decodeJwt(tokens.id_token);
    expect(Math.abs(Number(authTime) - signedInAt)).toBeLessThan(minute);
  });

  test('ends a client secret', async () => {
    const app = (await tenant.directory('entra-id').registrations()).find(
      ({ clientId }) => clientId === webApp,
    );
    if (app === undefined) throw new Error('There is no such registration.');
    const expires = new Date(Date.now() + 180 * day * 1000).toISOString();
    const secrets = [...app.secrets, { value: 'of-half-a-year', expires }];
    await tenant.directory('entra-id').saveRegistration({ ...app, secrets });
    const ask = () =>
      token({
        client_secret: 'of-half-a-year',
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
      });
    expect(await ask()).toHaveProperty('access_token');
    await tenant.clock.move(181 * day);
    expect(await ask()).toMatchObject({ error_codes: [7000222] });
  });

  test('ends an assertion of another issuer, and one of that time works', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kty: 'RSA', alg: 'RS256' }] };
    const audience = 'api://AzureADTokenExchange';
    const trusted = { issuer: 'https://ci.example', subject: 'repo:my/app', audience, keys };
    const clientId = '5a5a5a5a-0000-4000-8000-000000000009';
    const app = { clientId, name: 'Federated', federatedCredentials: [trusted] };
    await tenant.seed({ tenants: { 'entra-id': { registrations: [app] } } });
    const tokenWith = async (seconds: number) => {
      const assertion = await new SignJWT()
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(trusted.issuer)
        .setSubject(trusted.subject)
        .setAudience(audience)
        .setExpirationTime(Math.floor(seconds) + 10 * minute)
        .sign(privateKey);
      const body = new URLSearchParams({
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
      });
      return (await fetch(`${authority()}/oauth2/v2.0/token`, { method: 'POST', body })).json();
    };
    await tenant.clock.move(hour);
    expect(await tokenWith(Date.now() / 1000)).toMatchObject({ error: 'invalid_client' });
    expect(await tokenWith(tenant.clock.now() / 1000)).toHaveProperty('access_token');
  });

  test('ends an access token as the assertion of the on-behalf-of flow', async () => {
    const tasks = 'api://33333333-3333-4333-8333-333333333333';
    const browser = appBrowser();
    const scope = `openid offline_access ${tasks}/Tasks.Read`;
    const api = msalApp(tenant, 'entra-id', {
      clientId: '33333333-3333-4333-8333-333333333333',
      credential: { clientSecret: 'practice~tasks-api~not-a-real-secret' },
    });
    const { redeem: redeemed } = await attempt(msalApp(tenant, 'entra-id'), {
      browser,
      scopes: scope.split(' '),
      press: ['Alex Rivera', 'Accept'],
    });
    const { accessToken } = await redeemed();
    const { exp = 0, iat = 0 } = decodeJwt(accessToken);
    const onBehalf = () =>
      api.acquireTokenOnBehalfOf({
        oboAssertion: accessToken,
        scopes: ['User.Read'],
        skipCache: true,
      });
    await tenant.clock.move(exp - iat - minute);
    expect(await errorNumber(onBehalf())).toBe('no error');
    await tenant.clock.move(exp - iat + minute);
    expect(await errorNumber(onBehalf())).toBe('AADSTS500133');
  });

  test('ends a code sent by email after an hour', async () => {
    const { browser, page } = await attempt(msalApp(tenant, 'external-id'), {
      press: ['Create one'],
    });
    const email = `late-${tenant.clock.now()}@example.com`;
    const verify = await browser.press(page, 'Send verification code', { 'Email address': email });
    const fields = {
      'Verification code': /\d{6}/.exec(verify.text)?.[0] ?? '',
      'Display name': 'Late',
      Password: 'a long password',
    };
    await tenant.clock.move(hour + minute);
    expect((await browser.press(verify, 'Create', fields)).text).toContain('has expired');
    expect(await tenant.directory('external-id').userNamed(email)).toBeUndefined();
  });

  test('ends sessions that were revoked in its time, and none from after that', async () => {
    await tenant.clock.move(5 * day);
    const { browser, code } = await signIn();
    const { refresh_token: refreshToken } = tokensOf.parse(await redeem(code));
    const alex = await tenant.directory('entra-id').userNamed('alex@contoso.onmicrosoft.com');
    await tenant.revocations('entra-id').revoke(alex?.objectId ?? '');
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: refreshToken });
    expect(renewed).toMatchObject({ error_codes: [50173] });
    const silent = authorizeUrl({ prompt: 'none' });
    expect((await browser.open(silent)).url).toContain('error=login_required');
    const again = await signIn();
    expect((await again.browser.open(silent)).url).toContain('code=');
    expect(await redeem(again.code)).toHaveProperty('access_token');
  });

  test('back before sessions were revoked lets their user sign in', async () => {
    await tenant.clock.move(365 * day);
    const alex = await tenant.directory('entra-id').userNamed('alex@contoso.onmicrosoft.com');
    await tenant.revocations('entra-id').revoke(alex?.objectId ?? '');
    await tenant.clock.move(0);
    expect(await redeem((await signIn()).code)).toHaveProperty('access_token');
  });

  test('is in the sign-in log and in the text of errors', async () => {
    await tenant.clock.move(1000 * day);
    const year = new Date(tenant.clock.now()).getUTCFullYear();
    expect(await token({ grant_type: 'refresh_token', refresh_token: 'x' })).toMatchObject({
      timestamp: expect.stringMatching(new RegExp(`^${year}`)),
    });
    const now = new Date(tenant.clock.now()).toISOString();
    const admin = await fetch(`${tenant.adminAddress}/tenants/entra-id/log?count=1`);
    const [entry] = z.array(z.object({ time: z.string() })).parse(await admin.json());
    expect(entry?.time.slice(0, 10)).toBe(now.slice(0, 10));
  });
});
