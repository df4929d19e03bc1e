import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { authorityFor } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const own = '7c1f5a7e-5f5c-4d9f-9d0e-0f3f6b0c2a11';
const tokenEndpoint = (type: (typeof tenantTypes)[number]) =>
  `${authorityFor(tenant, type).replace(/\/v2\.0$/, '')}/oauth2/v2.0/token`;
const refused = (type: (typeof tenantTypes)[number], headers: Record<string, string> = {}) =>
  fetch(tokenEndpoint(type), {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'y' }),
  });

describe.each(tenantTypes)('in %s', (type) => {
  test('every response names its request, and no two have the same name', async () => {
    const address = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
    const names = await Promise.all(
      ['/v2.0/.well-known/openid-configuration', '/discovery/v2.0/keys', '/nothing'].map(
        async (path) => (await fetch(address + path)).headers.get('x-ms-request-id') ?? '',
      ),
    );
    for (const name of names) expect(name).toMatch(guid);
    expect(new Set(names).size).toBe(3);
  });

  test('an app’s own name of the request comes back if it asks for that', async () => {
    const asked = { 'client-request-id': own, 'return-client-request-id': 'true' };
    expect((await refused(type, asked)).headers.get('client-request-id')).toBe(own);
    const unasked = await refused(type, { 'client-request-id': own });
    expect(unasked.headers.get('client-request-id')).toBeNull();
    const nonsense = { ...asked, 'client-request-id': 'x'.repeat(36) };
    expect((await refused(type, nonsense)).headers.get('client-request-id')).toBeNull();
  });
});

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('in %s', (type) => {
  test('the name of a refused request is the trace ID of the error', async () => {
    const fields = {
      grant_type: 'authorization_code',
      code: 'x',
      redirect_uri: 'http://localhost',
    };
    const app = { client_id: '22222222-2222-4222-8222-222222222222' };
    const secret = { client_secret: 'practice~web-app~not-a-real-secret' };
    for (const body of [fields, { ...fields, ...app, ...secret }]) {
      const answer = await fetch(tokenEndpoint(type), {
        method: 'POST',
        body: new URLSearchParams(body),
      });
      const { trace_id } = await answer.json();
      expect(answer.headers.get('x-ms-request-id')).toBe(trace_id);
      expect(trace_id).toMatch(guid);
    }
  });
});

test('ca.pem ends with a newline, so that it can be put before another', async () => {
  const pem = await (await fetch(`${tenant.frontOrigin}/ca.pem`)).text();
  expect(pem).toMatch(/[^\n]\n$/);
  expect(tenant.caCertificate).toBe(pem);
  const file = join(tenant.options.dataFolder, 'certificates', 'ca.pem');
  expect(await readFile(file, 'utf8')).toBe(pem);
  const [first = ''] = `${pem}${pem}`.split(/(?<=-----END CERTIFICATE-----\n)/);
  expect(new X509Certificate(first).ca).toBe(true);
});

test.each([
  '/',
  '/ca.pem',
  '/addresses.json',
  '/desk',
  '/contoso.onmicrosoft.com/discovery/v2.0/keys',
  '/admin/v1/tenants',
])('the response of %s has its length and isn’t sent in chunks', async (path) => {
  const response = await fetch(tenant.frontOrigin + path);
  const { byteLength } = await response.arrayBuffer();
  expect(byteLength).toBeGreaterThan(0);
  expect(response.headers.get('content-length')).toBe(String(byteLength));
  expect(response.headers.get('transfer-encoding')).toBeNull();
});
