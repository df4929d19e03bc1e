import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  appBrowser,
  attempt,
  authorityFor,
  msalApp,
  redirectUri,
  tenantIds,
  webAppSecret,
} from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

type Type = (typeof tenantTypes)[number];
const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

async function publishedBy(type: Type) {
  const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  const found = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = metadata.parse(await found.json());
  const { keys } = keySet.parse(await (await fetch(jwks_uri)).json());
  return { issuer, jwksUri: jwks_uri, keys, names: keys.map(({ kid }) => String(kid)) };
}

const signedIn = async (type: Type) => {
  const { url, browser, redeem } = await attempt(msalApp(tenant, type));
  return { url, browser, ...(await redeem()) };
};
const keyOf = (token: string) => decodeProtectedHeader(token).kid;

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('the keys of %s', (type) => {
  test('are two at least, each with a certificate of itself whose thumbprint is its name', async () => {
    const { keys, issuer, names } = await publishedBy(type);
    expect(new Set(names).size).toBe(2);
    for (const key of keys) {
      const members = ['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c', 'issuer'];
      expect(Object.keys(key)).toEqual(members);
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', e: 'AQAB', kid: key['x5t'], issuer });
      const [der = ''] = z.array(z.string()).parse(key['x5c']);
      const bytes = Buffer.from(der, 'base64');
      expect(createHash('sha1').update(bytes).digest('base64url')).toBe(key['kid']);
      const certificate = new X509Certificate(bytes);
      expect(certificate.publicKey.export({ format: 'jwk' })['n']).toBe(key['n']);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 4 * 365 * 86_400_000);
    }
  });
});

test('the keys of b2c have no certificate, and the time from which they count', async () => {
  const { keys, names } = await publishedBy('b2c');
  expect(new Set(names).size).toBe(2);
  for (const key of keys) {
    expect(Object.keys(key)).toEqual(['kid', 'nbf', 'use', 'kty', 'e', 'n']);
    expect(key['nbf']).toBeLessThanOrEqual(Date.now() / 1000);
    expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails?.modulusLength).toBe(2048);
  }
});

describe.each(tenantTypes)('when the keys of %s rotate', (type) => {
  test('the next one signs, which apps have already, and earlier tokens stay valid', async () => {
    const before = await signedIn(type);
    const { names, issuer, jwksUri } = await publishedBy(type);
    const keys = createRemoteJWKSet(new URL(jwksUri), { cooldownDuration: Infinity });
    expect(names[0]).toBe(keyOf(before.idToken));
    await jwtVerify(before.idToken, keys, { issuer });

    await tenant.keys(type).rotate();

    const after = await signedIn(type);
    expect(keyOf(after.idToken)).toBe(names[1]);
    expect(keyOf(after.accessToken)).toBe(names[1]);
    // The app still has the keys that it fetched before, and doesn't need others.
    for (const { idToken } of [before, after]) await jwtVerify(idToken, keys, { issuer });
    const now = await publishedBy(type);
    expect(now.names).toHaveLength(3);
    expect(now.names[0]).toBe(names[1]);
    expect(now.names[2]).toBe(names[0]);
    expect(names).not.toContain(now.names[1]);
  });

  test('an ID token from before is still a hint, for the next sign-in and for sign-out', async () => {
    const { url, browser, idToken } = await signedIn(type);
    await tenant.keys(type).rotate();
    const again = await attempt(msalApp(tenant, type), {
      browser,
      press: [],
      extraQueryParameters: { id_token_hint: idToken },
    });
    expect(again.answer).toHaveProperty('code');
    const out = new URL(url);
    out.pathname = out.pathname.replace('/authorize', '/logout');
    const goodbye = 'http://localhost:3000/goodbye';
    const sent = { id_token_hint: idToken, post_logout_redirect_uri: goodbye };
    out.search = new URLSearchParams(sent).toString();
    expect((await browser.open(out)).url).toBe(goodbye);
  });
});

test('a hint without the claim oid names the user as well, and another user has to sign in', async () => {
  const browser = appBrowser();
  const base = `${tenant.frontOrigin}/${tenantIds['entra-id']}/oauth2/v2.0/authorize`;
  const request = { client_id: clientIds.webApp, redirect_uri: redirectUri, response_type: 'code' };
  const open = (more: Record<string, string>) =>
    browser.open(`${base}?${new URLSearchParams({ ...request, scope: 'openid', ...more })}`);
  const back = await browser.press(await open({}), 'Sam Okafor');
  const redeemed = await fetch(`${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientIds.webApp,
      client_secret: webAppSecret,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: new URL(back.url).searchParams.get('code') ?? '',
    }),
  });
  const { id_token: hint } = z.object({ id_token: z.string() }).parse(await redeemed.json());
  expect(decodeJwt(hint)).not.toHaveProperty('oid');
  expect((await open({ id_token_hint: hint, prompt: 'none' })).url).toContain('code=');
  await browser.press(await open({ prompt: 'select_account' }), 'Alex Rivera');
  expect((await open({ id_token_hint: hint, prompt: 'none' })).url).toContain('error=');
});

test('an API takes an access token from before', async () => {
  const { accessToken } = await signedIn('entra-id');
  await tenant.keys('entra-id').rotate();
  const headers = { authorization: `Bearer ${accessToken}` };
  expect((await fetch(`${tenant.origin}/graph/v1.0/me`, { headers })).status).toBe(200);
});

test('a replaced key goes a day later, when another one is replaced', async () => {
  const [first] = (await publishedBy('external-id')).names;
  await tenant.keys('external-id').rotate();
  expect((await publishedBy('external-id')).names).toContain(first);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_001 });
  expect((await publishedBy('external-id')).names).not.toContain(first);
  await tenant.keys('external-id').rotate();
  const { names } = await publishedBy('external-id');
  expect(names).toHaveLength(3);
  expect(names).not.toContain(first);
});

test('which key signs outlives a restart', async () => {
  await tenant.keys('entra-id').rotate();
  const { names } = await publishedBy('entra-id');
  await tenant.restart();
  expect((await publishedBy('entra-id')).names).toEqual(names);
  expect(keyOf((await signedIn('entra-id')).idToken)).toBe(names[0]);
});

test('the fault “keys rotated” signs with a key that was never published', async () => {
  await tenant.keys('entra-id').rotate();
  await tenant.faults('entra-id').set(clientIds.webApp, 'keys-rotated', true);
  const { idToken } = await signedIn('entra-id');
  await tenant.faults('entra-id').set(clientIds.webApp, 'keys-rotated', false);
  expect((await publishedBy('entra-id')).names).not.toContain(keyOf(idToken));
});
