import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const redirect = 'http://localhost:3000/auth/redirect';
const valid: Record<string, string> = {
  client_id: clientIds.webApp,
  client_secret: 'practice~web-app~not-a-real-secret',
  redirect_uri: redirect,
  response_type: 'code',
  scope: 'openid User.Read',
  state: 's',
  nonce: 'n',
  prompt: 'select_account',
  response_mode: 'query',
  login_hint: 'alex@contoso.onmicrosoft.com',
  max_age: '10',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
  id_token_hint: 'a.b.c',
  post_logout_redirect_uri: redirect,
  grant_type: 'authorization_code',
  code: 'code',
  code_verifier: 'v'.repeat(43),
  refresh_token: 'refresh',
  device_code: 'device',
  assertion: 'a.b.c',
  requested_token_use: 'on_behalf_of',
  client_assertion: 'a.b.c',
  user_code: 'ABC',
  do: 'accept',
};
const odd = [
  '',
  ' ',
  '\u0000',
  '\r\nset-cookie: x=1',
  '"><script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  '{"__proto__":{"x":1}}',
  '[]',
  'null',
  '%00%ff',
  '\ud83d\ude00'.repeat(50),
  'x'.repeat(8_000),
  '-1',
  '1e309',
  'javascript:alert(1)',
  'none login',
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
];
const paths = [
  '/oauth2/v2.0/authorize',
  '/oauth2/v2.0/token',
  '/oauth2/v2.0/logout',
  '/oauth2/v2.0/devicecode',
  '/oauth2/v2.0/deviceauth',
  '/v2.0/adminconsent',
];
const tenants = [
  'contoso.onmicrosoft.com',
  'fabrikam.onmicrosoft.com/B2C_1_signupsignin',
  'common',
];

interface Sent {
  method: string;
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Every parameter once with every odd value, once missing and once repeated, at every endpoint. */
function* corpus(): Generator<Sent> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  let turn = 0;
  for (const path of paths) {
    for (const name of Object.keys(valid)) {
      for (const value of [undefined, 'twice', ...odd]) {
        turn += 1;
        const fields = new URLSearchParams(valid);
        if (value === undefined) fields.delete(name);
        else if (value === 'twice') fields.append(name, 'again');
        else fields.set(name, value);
        const address = `/${tenants[turn % tenants.length]}${path}`;
        const post = path.endsWith('token') || path.endsWith('devicecode') || turn % 2 === 0;
        yield post
          ? { method: 'POST', path: address, body: fields.toString(), headers: form }
          : { method: 'GET', path: `${address}?${fields}` };
      }
    }
  }
}

const strange: readonly Sent[] = [
  { method: 'GET', path: '/%' },
  { method: 'GET', path: '/%E0%A4%A/oauth2/v2.0/authorize' },
  { method: 'GET', path: '/contoso.onmicrosoft.com/interaction/none' },
  { method: 'POST', path: '/contoso.onmicrosoft.com/interaction/none' },
  { method: 'DELETE', path: '/contoso.onmicrosoft.com/oauth2/v2.0/authorize' },
  {
    method: 'PUT',
    path: '/admin/v1/clock',
    body: '{',
    headers: { 'content-type': 'application/json' },
  },
  { method: 'DELETE', path: '/admin/v1/tenants/b2c/users/%' },
  { method: 'GET', path: '/admin/v1/tenants/constructor/users' },
  { method: 'GET', path: '/graph/v1.0/me', headers: { authorization: 'Bearer a.b.c' } },
  { method: 'GET', path: '/tasks-api/tasks', headers: { authorization: 'Basic !!!' } },
  { method: 'GET', path: '/desk/b2c/registrations/%00' },
  { method: 'OPTIONS', path: '/contoso.onmicrosoft.com/oauth2/v2.0/token' },
  {
    method: 'GET',
    path: '/contoso.onmicrosoft.com/oauth2/v2.0/authorize',
    headers: { cookie: 'practice.entra-id.session=x; practice.entra-id.session.sig=y' },
  },
];

function answerTo({
  method,
  path,
  body,
  headers,
}: Sent): Promise<{ status: number; text: string }> {
  const { port } = new URL(tenant.frontOrigin);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, host: `127.0.0.1:${port}` } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

test('no request makes it fail: thousands of malformed, missing, repeated and huge parameters', async () => {
  const all = [...corpus(), ...strange];
  expect(all.length).toBeGreaterThan(2_000);
  const failed: string[] = [];
  for (let start = 0; start < all.length; start += 20) {
    const batch = all.slice(start, start + 20);
    const answers = await Promise.all(batch.map(answerTo));
    answers.forEach(({ status, text }, index) => {
      const sent = batch[index];
      const line = `${status} ${sent?.method} ${sent?.path.slice(0, 300)} ${sent?.body?.slice(0, 300) ?? ''}`;
      if (status >= 500 || status === 0) failed.push(line);
      if ((text.startsWith('<') && text.includes('<script>alert')) || text.includes('server_error'))
        failed.push(`! ${line}`);
    });
  }
  expect(failed.slice(0, 10)).toEqual([]);
  const { status } = await answerTo({ method: 'GET', path: '/' });
  expect(status).toBe(200);
});

const tokenPath = '/contoso.onmicrosoft.com/oauth2/v2.0/token';
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

test('a client that sends too much gets an error, and the next request works', async () => {
  const body = `client_id=${'x'.repeat(100_000)}`;
  const sent = { method: 'POST', path: tokenPath, body, headers: formType };
  for (const { status, text } of [await answerTo(sent), await answerTo(sent)]) {
    expect(status).toBe(400);
    expect(text).toContain('AADSTS9002313: ');
  }
});

test('a client that goes away in the middle of a request isn’t a failure of the practice tenant', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const other = await runningTenant();
  const { port, host } = new URL(other.frontOrigin);
  const headers = { ...formType, host, 'content-length': '500', expect: '100-continue' };
  const options = { host: '127.0.0.1', port, method: 'POST', path: tokenPath, headers };
  const sent = request(options).on('error', () => {});
  sent.flushHeaders();
  // By now the request is being read.
  await once(sent, 'continue');
  sent.destroy();
  await other.remove();
  expect(said.mock.calls).toEqual([]);
  said.mockRestore();
});

const entraBody = {
  error: expect.stringMatching(/^[a-z_]+$/),
  error_description: expect.stringMatching(/^AADSTS\d+: /),
  error_codes: [expect.any(Number)],
  trace_id: expect.any(String),
  correlation_id: expect.any(String),
};
const b2cBody = {
  error: expect.stringMatching(/^[a-z_]+$/),
  error_description: expect.stringMatching(
    /^AADB2C\d+: [\s\S]*\r\nCorrelation ID: \S+\r\nTimestamp: [^\r]+\r\n$/,
  ),
};

test('every refusal at the token endpoint has the documented body', async () => {
  for (const sent of corpus()) {
    if (!sent.path.endsWith('/token')) continue;
    const { status, text } = await answerTo(sent);
    if (status < 400) continue;
    const isB2c = text.includes('AADB2C');
    expect(isB2c && !sent.path.startsWith('/fabrikam')).toBe(false);
    if (isB2c) expect(JSON.parse(text), text).toEqual(b2cBody);
    else expect(JSON.parse(text), text).toMatchObject(entraBody);
  }
});
