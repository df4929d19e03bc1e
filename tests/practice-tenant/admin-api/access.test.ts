import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessTo } from '../../../src/practice-tenant/admin/access.ts';
import {
  practiceTenantConfiguration,
  startPracticeTenant,
} from '../../../src/practice-tenant/index.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { askAdmin, type Sent } from './ask-admin.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const ask = (method: string, path: string, sent?: Sent) =>
  askAdmin(tenant.adminAddress, method, path, sent);

describe('a request', () => {
  test('for an address or a method that there is not is told so', async () => {
    expect((await ask('GET', '/shoes')).status).toBe(404);
    const answer = await ask('DELETE', '/seed');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await ask('GET', '/tenants/constructor/users')).status).toBe(404);
  });

  test('must be JSON', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await ask('POST', '/reset', { headers })).status).toBe(415);
    const broken = await fetch(`${tenant.adminAddress}/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([broken.status, await broken.text()]).toEqual([
      400,
      expect.stringMatching(/valid JSON/),
    ]);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('of a page of another site is refused: %j', async (headers) => {
    expect((await rawStatus('POST', headers)).status).toBe(403);
  });

  test('is not allowed by CORS, and its response not either', async () => {
    const { headers } = await ask('GET', '/clock');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await rawStatus('OPTIONS', {
      origin: 'https://evil.example',
      'access-control-request-method': 'PUT',
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('under a name of another site is refused', async () => {
    expect((await rawStatus('POST', { host: 'evil.example' })).status).toBe(421);
  });

  /** As fetch won't send it. */
  const rawStatus = (method: string, headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        request(`${tenant.adminAddress}/reset`, { method, headers }, (response) => {
          response.resume();
          resolve({ status: response.statusCode, headers: response.headers });
        })
          .on('error', reject)
          .end();
      },
    );
});

describe('access', () => {
  const key = 'a-key-of-at-least-sixteen';

  test('with a key needs the key, from this machine too', async () => {
    const guarded = await startPracticeTenant({ adminKey: key });
    const at = guarded.adminAddress;
    const without = await askAdmin(at, 'GET', '/clock');
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const wrong = { authorization: `Bearer ${key}x` };
    expect((await askAdmin(at, 'GET', '/clock', { headers: wrong })).status).toBe(401);
    const right = { authorization: `Bearer ${key}` };
    expect((await askAdmin(at, 'GET', '/clock', { headers: right })).status).toBe(200);
    await guarded.close();
  });

  test('is closed where other machines can connect, unless there is a key', async () => {
    const wide = await startPracticeTenant({ listenHosts: ['0.0.0.0'] });
    expect(wide.adminAddress).toBeUndefined();
    const { status, body } = await askAdmin(`${wide.frontOrigin}/admin/v1`, 'GET', '');
    expect([status, body.error]).toEqual([403, expect.stringMatching(/PRACTICE_TENANT_ADMIN_KEY/)]);
    await wide.close();
    const named = await startPracticeTenant({ listenHosts: ['127.0.0.1'] });
    expect((await askAdmin(named.adminAddress, 'GET', '')).status).toBe(200);
    await named.close();
  });

  test('is closed with a public address, unless there is a key', () => {
    expect(accessTo(undefined, false)).toBe('closed');
    expect(accessTo(key, false)).toEqual({ key });
    expect(accessTo(undefined, true)).toBe('open');
  });

  test('a key has at least 16 characters', () => {
    const configure = (value: string) =>
      practiceTenantConfiguration({ PRACTICE_TENANT_ADMIN_KEY: value });
    expect(() => configure('fifteen-letters')).toThrow(/at least 16 characters/);
    expect(configure(key).adminKey).toBe(key);
  });
});
