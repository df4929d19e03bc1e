import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor, redirectUri, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

const page = 'http://localhost:5173/';
const pageOrigin = 'http://localhost:5173';
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Registers an app with both platforms at the desk, as a person does. */
async function register(type: string, addresses: Record<string, string>) {
  const browser = new HttpBrowser();
  const form = await browser.open(`${tenant.frontOrigin}/desk/${type}/new-registration`);
  return browser.press(form, 'Register', { Name: 'My first page', ...addresses });
}

async function bothPlatforms(type: (typeof tenantTypes)[number]): Promise<string> {
  const registered = await register(type, {
    'Redirect URI (Web), one per line': redirectUri,
    'Redirect URI (Single-page application), one per line': page,
  });
  const clientId = registered.url.split('/').at(-1) ?? '';
  const directory = tenant.directory(type);
  const app = await directory.registration(clientId);
  if (app === undefined) throw new Error('The desk did not register the app.');
  const secrets = [{ value: webAppSecret, expires: '2099-12-31T00:00:00Z' }];
  await directory.saveRegistration({ ...app, secrets, adminConsent: ['openid', 'offline_access'] });
  return clientId;
}

const tokens = z.object({ id_token: z.string(), refresh_token: z.string() });
const authority = (type: (typeof tenantTypes)[number]) =>
  authorityFor(tenant, type).replace(/\/v2\.0$/, '');

/** Asks for a code for one of the app's addresses, and gives back how to redeem it. */
async function signedIn(
  type: (typeof tenantTypes)[number],
  redirect_uri: string,
  client_id: string,
) {
  const code_verifier = randomUUID() + randomUUID();
  const base = new URL(authority(type)).pathname;
  const url = `${tenant.frontOrigin}${base}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid offline_access',
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })}`;
  const browser = new HttpBrowser({ stopAt: 'http://localhost:' });
  const back = await browser.press(await browser.open(url), 'Alex Rivera');
  const code = new URL(back.url).searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', client_id, code, redirect_uri, code_verifier };
}

const token = (
  type: (typeof tenantTypes)[number],
  fields: Record<string, string>,
  headers: Record<string, string>,
) =>
  fetch(`${authority(type)}/oauth2/v2.0/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
const inBrowser = { origin: pageOrigin };

describe.each(tenantTypes)('a single-page app with %s', (type) => {
  test('redeems its code and renews in the browser, without a secret', async () => {
    const client_id = await bothPlatforms(type);
    const fields = await signedIn(type, page, client_id);
    const redeemed = await token(type, fields, inBrowser);
    expect(redeemed.headers.get('access-control-allow-origin')).toBe('*');
    const { refresh_token } = tokens.parse(await redeemed.json());
    const renewal = { grant_type: 'refresh_token', client_id, refresh_token };
    expect((await token(type, renewal, inBrowser)).status).toBe(200);
    const onServer = await token(type, renewal, {});
    expect(await onServer.json()).toMatchObject({ error_codes: [9002327] });
  });

  test('is refused on a server: AADSTS9002327', async () => {
    const fields = await signedIn(type, page, await bothPlatforms(type));
    const answer = await token(type, fields, {});
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_codes: [9002327] });
  });

  test.each([{}, inBrowser])(
    'is refused with a secret, on a server or not (%j)',
    async (headers) => {
      const fields = await signedIn(type, page, await bothPlatforms(type));
      const answer = await token(type, { ...fields, client_secret: webAppSecret }, headers);
      expect(answer.status).toBe(type === 'b2c' ? 400 : 401);
      const [error, code] =
        type === 'b2c' ? ['invalid_request', 'AADB2C90084'] : ['invalid_client', 'AADSTS700025'];
      const error_description = expect.stringMatching(`^${code}: `);
      expect(await answer.json()).toMatchObject({ error, error_description });
      // The code isn't used up.
      expect((await token(type, fields, inBrowser)).status).toBe(200);
    },
  );

  test('finds that a code of the platform Web is not for browsers: AADSTS9002326', async () => {
    const fields = await signedIn(type, redirectUri, await bothPlatforms(type));
    const answer = await token(type, { ...fields, client_secret: webAppSecret }, inBrowser);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({ error_codes: [9002326] });
    const onServer = await token(type, { ...fields, client_secret: webAppSecret }, {});
    const { refresh_token } = tokens.parse(await onServer.json());
    const renewal = { grant_type: 'refresh_token', client_id: fields.client_id, refresh_token };
    const stolen = await token(type, { ...renewal, client_secret: webAppSecret }, inBrowser);
    expect(await stolen.json()).toMatchObject({ error_codes: [9002326] });
  });
});

test('a single-page app that sends no code_challenge is told so at its own address: AADSTS9002325', async () => {
  const parameters = {
    client_id: await bothPlatforms('entra-id'),
    response_type: 'code',
    scope: 'openid',
    state: 'kept',
  };
  const open = (redirect_uri: string) => {
    const query = new URLSearchParams({ ...parameters, redirect_uri });
    const base = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/authorize`;
    return new HttpBrowser({ stopAt: 'http://localhost:' }).open(`${base}?${query}`);
  };
  const answer = new URL((await open(page)).url).searchParams;
  expect(answer.get('error')).toBe('invalid_request');
  expect(answer.get('error_description')).toMatch(/^AADSTS9002325/);
  expect(answer.get('state')).toBe('kept');
  expect((await open(redirectUri)).text).toContain('Pick an account');
});

test('a code that nobody gave is refused for what it is, not for want of a secret', async () => {
  const fields = await signedIn('entra-id', page, await bothPlatforms('entra-id'));
  const answer = await token('entra-id', { ...fields, code: 'made-up' }, inBrowser);
  expect(await answer.json()).toMatchObject({ error_codes: [9002313] });
});

test('the refresh token of a single-page app lives for a day, however often it is used', async () => {
  const client_id = await bothPlatforms('entra-id');
  const fields = await signedIn('entra-id', page, client_id);
  const { refresh_token } = tokens.parse(await (await token('entra-id', fields, inBrowser)).json());
  const renewal = { grant_type: 'refresh_token', client_id, refresh_token };
  const renewedAfter = async (hours: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    return (await token('entra-id', renewal, inBrowser)).json();
  };
  expect(await renewedAfter(23)).toHaveProperty('access_token');
  expect(await renewedAfter(1.5)).toMatchObject({ error_codes: [700084] });
});

describe('on a machine so slow that a second passes between any two looks at the clock', () => {
  const slowFrom = (start: number) => {
    let now = start;
    vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 1000;
      return now;
    });
  };

  test('a single-page app renews in the browser, again and again', async () => {
    const client_id = await bothPlatforms('entra-id');
    const fields = await signedIn('entra-id', page, client_id);
    slowFrom(Date.now());
    let answer = await (await token('entra-id', fields, inBrowser)).json();
    for (const renewal of ['first', 'second', 'third']) {
      expect([renewal, answer]).toEqual([
        renewal,
        expect.objectContaining({ refresh_token: expect.any(String) }),
      ]);
      const { refresh_token } = tokens.parse(answer);
      const grant = { grant_type: 'refresh_token', client_id, refresh_token };
      answer = await (await token('entra-id', grant, inBrowser)).json();
    }
    expect(answer).toHaveProperty('access_token');
  });

  test('a refresh token in its last seconds gives new tokens, or has expired', async () => {
    const client_id = await bothPlatforms('entra-id');
    const fields = await signedIn('entra-id', page, client_id);
    const signedInAt = Date.now();
    const redeemed = await token('entra-id', fields, inBrowser);
    const { refresh_token } = tokens.parse(await redeemed.json());
    const renewal = { grant_type: 'refresh_token', client_id, refresh_token };
    const ends = new Set<unknown>();
    for (let left = 60; left > 0; left -= 1) {
      slowFrom(signedInAt + 86_400_000 - left * 1000);
      const answer = await token('entra-id', renewal, inBrowser);
      const { error_codes } = await answer.json();
      ends.add(error_codes?.[0] ?? answer.status);
    }
    // 70008 if it expired after the first look at it.
    expect([...ends].toSorted()).toEqual([200, 70008, 700084]);
  });
});

describe('a page of another origin', () => {
  const preflight = (url: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: pageOrigin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  test('may call what programs call', async () => {
    const base = authority('b2c');
    for (const url of [
      `${base}/v2.0/.well-known/openid-configuration`,
      `${base}/discovery/v2.0/keys`,
      `${base}/oauth2/v2.0/token`,
      `${tenant.origin}/graph/v1.0/me`,
      `${tenant.origin}/tasks-api/tasks`,
    ]) {
      const { status, headers } = await preflight(url);
      expect([url, status]).toEqual([url, 204]);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-headers')).toBe('authorization');
    }
  });

  test('may not read or change what people see', async () => {
    for (const path of [
      '/',
      '/desk/b2c/reset',
      '/admin/v1/clock',
      '/contoso.onmicrosoft.com/oauth2/v2.0/authorize',
    ]) {
      const answer = await preflight(tenant.frontOrigin + path);
      expect([path, answer.headers.get('access-control-allow-methods')]).toEqual([path, null]);
    }
  });
});

test('an address belongs to one platform only', async () => {
  const both = await register('entra-id', {
    'Redirect URI (Web), one per line': page,
    'Redirect URI (Single-page application), one per line': page,
  });
  expect(both.status).toBe(400);
  expect(both.text).toContain('is under two platforms');
});
