import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { mostOfGrant } from '../../src/practice-tenant/provider/stored-models.ts';
import { HttpBrowser } from '../http-browser.ts';
import { redirectUri, scopeFor } from './msal-app.ts';
import { type Answer, ask, register, renewed, signIn, usualApp } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;
const halfAnHour = 1 / 48;
const daysLater = (days: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * day });
const codeOf = ({ error_description: said }: Answer) => String(said).split(':')[0];

describe.each(tenantTypes)('a refresh token of %s', (type) => {
  const first = () => signIn(tenant, type, { scope: scopeFor(type) });

  test('is replaced at each use, and the earlier ones still work', async () => {
    const tokens = await first();
    const second = await renewed(tenant, type, tokens);
    const third = await renewed(tenant, type, second);
    const again = await renewed(tenant, type, tokens);
    const all = [tokens, second, third, again].map((answer) => answer['refresh_token']);
    expect(new Set(all).size).toBe(4);
    const [one, other] = [tokens, again].map((answer) => decodeJwt(String(answer['id_token'])));
    expect(other?.['sub']).toBe(one?.['sub']);
    expect(other?.['sid']).toBe(one?.['sid']);
  });

  test('starts its time anew with each use, so that old ones end first', async () => {
    const days = type === 'b2c' ? 14 : 90;
    const tokens = await first();
    daysLater(days - 1);
    const next = await renewed(tenant, type, tokens);
    expect(next).toHaveProperty('refresh_token');
    // What has just expired is still known for an hour.
    daysLater(1 + halfAnHour);
    expect(codeOf(await renewed(tenant, type, tokens))).toBe(
      type === 'b2c' ? 'AADB2C90080' : 'AADSTS70008',
    );
    expect(await renewed(tenant, type, next)).toHaveProperty('refresh_token');
  });

  test('is taken back with all that came of it', async () => {
    const tokens = await first();
    const next = await renewed(tenant, type, tokens);
    const [alex] = await tenant.directory(type).users();
    await tenant.revocations(type).revoke(alex?.objectId ?? '');
    const code = type === 'b2c' ? 'AADB2C90129' : 'AADSTS50173';
    expect(codeOf(await renewed(tenant, type, tokens))).toBe(code);
    expect(codeOf(await renewed(tenant, type, next))).toBe(code);
    // The clock of tokens counts seconds, and those of the next test must not be of this one.
    expect(codeOf(await renewed(tenant, type, await first()))).toBe('undefined');
  });

  test.each([
    ['a refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }],
    ['a code', { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri }],
  ])('%s of unknown origin is invalid_grant', async (_, fields) => {
    const { status, answer } = await ask(tenant, type, fields);
    expect(status).toBe(400);
    expect(answer['error']).toBe('invalid_grant');
    expect(codeOf(answer)).toBe(type === 'b2c' ? 'AADB2C90085' : 'AADSTS9002313');
  });

  test('is of unknown origin after the desk’s reset', async () => {
    const tokens = await first();
    await new HttpBrowser().post(`${tenant.frontOrigin}/desk/${type}/reset`, {});
    expect(await renewed(tenant, type, tokens)).toMatchObject({ error: 'invalid_grant' });
  });
});

test('in B2C no renewal goes beyond ninety days from the sign-in', async () => {
  let tokens = await signIn(tenant, 'b2c', { scope: scopeFor('b2c') });
  for (let step = 0; step < 8; step++) {
    daysLater(11);
    tokens = await renewed(tenant, 'b2c', tokens);
  }
  const twoDays = 2 * 86_400;
  expect(tokens['refresh_token_expires_in']).toBeLessThanOrEqual(twoDays);
  expect(tokens['refresh_token_expires_in']).toBeGreaterThan(twoDays - 3_600);
  daysLater(2 + halfAnHour);
  expect(codeOf(await renewed(tenant, 'b2c', tokens))).toBe('AADB2C90080');
});

test('a single-page app’s ends with the first one, however often it is replaced', async () => {
  const page = 'http://localhost:5173/';
  await register(tenant, 'entra-id', usualApp.client_id, { singlePageRedirectUris: [page] });
  const inBrowser = { origin: 'http://localhost:5173' };
  const [clientId, verifier] = [usualApp.client_id, 'v'.repeat(43)];
  const browser = new HttpBrowser({ stopAt: 'http://localhost:' });
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: page,
    scope: 'openid offline_access',
    // The S256 challenge of the verifier.
    code_challenge: Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)),
    ).toString('base64url'),
    code_challenge_method: 'S256',
  });
  const authorize = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/authorize?${query}`;
  const back = await browser.press(await browser.open(authorize), 'Alex Rivera');
  const send = async (fields: Record<string, string>) => {
    const address = `${tenant.origin}/contoso.onmicrosoft.com/oauth2/v2.0/token`;
    const body = new URLSearchParams({ client_id: clientId, ...fields });
    const response = await fetch(address, { method: 'POST', headers: inBrowser, body });
    return response.json();
  };
  const renew = ({ refresh_token }: Answer) =>
    send({ grant_type: 'refresh_token', refresh_token: String(refresh_token) });
  const first = await send({
    grant_type: 'authorization_code',
    code: new URL(back.url).searchParams.get('code') ?? '',
    redirect_uri: page,
    code_verifier: verifier,
  });
  daysLater(23 / 24);
  const second = await renew(first);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(second.refresh_token_expires_in).toBeLessThanOrEqual(3_600);
  daysLater(1.5 / 24);
  expect(codeOf(await renew(first))).toBe('AADSTS700084');
  expect(codeOf(await renew(second))).toBe('AADSTS700084');
});

const grantsOf: readonly (readonly [TenantType, string])[] = [
  ['entra-id', 'AADSTS70003'],
  ['b2c', 'AADB2C90086'],
];
test.each(grantsOf)(
  'in %s a public client hears of an unknown grant, not of its missing secret: %s',
  async (type, code) => {
    const body = new URLSearchParams({ client_id: usualApp.client_id, grant_type: 'magic' });
    const base =
      type === 'b2c' ? 'fabrikam.onmicrosoft.com/B2C_1_signupsignin' : 'contoso.onmicrosoft.com';
    const response = await fetch(`${tenant.origin}/${base}/oauth2/v2.0/token`, {
      method: 'POST',
      body,
    });
    const answer = await response.json();
    expect(answer.error).toBe('unsupported_grant_type');
    expect(codeOf(answer)).toBe(code);
  },
);

test('a user stays signed in for years of renewals', async () => {
  let tokens = await signIn(tenant, 'entra-id', { scope: scopeFor('entra-id') });
  for (let step = 0; step < 10; step++) {
    daysLater(80);
    tokens = await renewed(tenant, 'entra-id', tokens);
    expect(tokens).toHaveProperty('refresh_token');
  }
});

test('an app that renews without end pushes out none but its own used tokens', async () => {
  const rounds = 2 * mostOfGrant;
  const other = await signIn(tenant, 'b2c', { scope: scopeFor('b2c'), user: 'Sam Okafor' });
  const first = await signIn(tenant, 'b2c', { scope: scopeFor('b2c') });
  let last = first;
  for (let round = 0; round < rounds; round++) last = await renewed(tenant, 'b2c', last);
  await tenant.restart();
  const state = await readFile(join(tenant.options.dataFolder, 'state.jsonl'), 'utf8');
  const live = new Set<string>();
  for (const line of state.trim().split('\n')) {
    const [key, value] = JSON.parse(line);
    if (value === null) live.delete(key);
    else live.add(key);
  }
  const kept = (prefix: string) => [...live].filter((key) => key.startsWith(prefix));
  expect(kept('oidc/b2c/RefreshToken/').length).toBeLessThan(rounds);
  expect(kept('flow/b2c/').length).toBeLessThan(rounds);
  expect(await renewed(tenant, 'b2c', first)).toMatchObject({ error: 'invalid_grant' });
  for (const tokens of [last, other])
    expect(await renewed(tenant, 'b2c', tokens)).toHaveProperty('refresh_token');
});

test('a token that stays in use is never pushed out by the newer ones of its grant', async () => {
  const first = await signIn(tenant, 'entra-id', { scope: scopeFor('entra-id') });
  for (let round = 0; round < 2 * mostOfGrant; round++)
    expect(await renewed(tenant, 'entra-id', first)).toHaveProperty('refresh_token');
});
