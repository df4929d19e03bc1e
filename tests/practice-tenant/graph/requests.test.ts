import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeTenant } from '../../../src/practice-tenant/index.ts';
import { attempt, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, type GraphClient, graphClient, graphFor, graphForApp } from './graph-client.ts';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, ['Directory.Read.All', 'Application.ReadWrite.All']);
});
afterAll(() => tenant.remove());

describe('an error', () => {
  test('has the body of OData with innerError, and the IDs of the request in its headers', async () => {
    const id = randomUUID();
    const { json, headers, status } = await graph('/v1.0/users/nobody', {
      headers: { 'client-request-id': id, 'return-client-request-id': 'true' },
    });
    expect(status).toBe(404);
    expect(json).toEqual({
      error: {
        code: 'Request_ResourceNotFound',
        message: expect.stringContaining("'nobody'"),
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          'request-id': headers.get('request-id'),
          'client-request-id': id,
        },
      },
    });
    expect(headers.get('client-request-id')).toBe(id);
    expect(headers.get('request-id')).not.toBe(id);
    expect(headers.get('content-type')).toMatch(/^application\/json;odata\.metadata=minimal/);
  });

  test.each([
    ['DELETE', '/v1.0/me', 'GET, PATCH'],
    ['POST', '/v1.0/users', 'GET'],
    ['PUT', '/v1.0/groups', 'GET'],
    ['HEAD', '/v1.0/me', 'GET, PATCH'],
    ['GET', '/v1.0/me/getMemberObjects', 'POST'],
    ['GET', '/v1.0/me/messages', ''],
    ['GET', '/v1.0/$metadata', ''],
    ['GET', '/v1.0/$batch', 'POST'],
    ['POST', '/v1.0/identity/authenticationEventsFlows', 'GET'],
    ['GET', '/v1.0/me/ownedObjects', ''],
    ['POST', '/v1.0/groups/x/getMemberObjects', ''],
    ['GET', '/v1.0/groups/x/memberOf', ''],
  ])('%s %s is 405, because the practice tenant does not have it', async (method, path, allow) => {
    const answer = await graph(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    if (method === 'HEAD') return;
    expect(errorOf(answer)).toBe(
      '405 Request_BadRequest: Specified HTTP method is not allowed for the request target.',
    );
  });

  test.each([
    ['/v1.0/mee', "400 BadRequest: Resource not found for the segment 'mee'."],
    ['/v1.0/me/shoes', "400 BadRequest: Resource not found for the segment 'shoes'."],
    ['/v2.0/me', '404 ResourceNotFound: Invalid version: v2.0'],
    ['/beta/me', '404 ResourceNotFound: Invalid version: beta'],
    ['/v1.0/users/%E0%A4%A', '400 BadRequest: The address is not encoded correctly.'],
  ])('%s is %s', async (path, error) => {
    expect(errorOf(await graph(path))).toBe(error);
  });

  test.each([
    ['no token', undefined, 'Access token is empty.'],
    ['no JWT', 'opaque', 'IDX14100: JWT is not well formed, there are no dots (.).'],
    [
      'a token for another API',
      `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"aud":"x"}').toString('base64url')}.x`,
      'Access token validation failure. Invalid audience.',
    ],
  ])('with %s is 401, and names where a token comes from', async (_, token, message) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${tenant.origin}/graph/v1.0/me`, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      error: { code: 'InvalidAuthenticationToken', message, innerError: expect.any(Object) },
    });
    expect(answer.headers.get('www-authenticate')).toContain(
      `Bearer realm="", authorization_uri="${tenant.frontOrigin}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
    );
  });
});

describe('pages of other origins', () => {
  test('may call with any header and every method, and read the headers of the response', async () => {
    const preflight = await fetch(`${tenant.origin}/graph/v1.0/applications`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,client-request-id',
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'authorization,client-request-id',
    );
    const { headers } = await graph('/v1.0/me', { headers: { origin: 'https://example.com' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('request-id');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});

test('the fault graph-throttled asks to wait, in the documented words', async () => {
  await tenant
    .faults('entra-id')
    .set('22222222-2222-4222-8222-222222222222', 'graph-throttled', true);
  const answer = await graph('/v1.0/me');
  await tenant
    .faults('entra-id')
    .set('22222222-2222-4222-8222-222222222222', 'graph-throttled', false);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('10');
  expect(answer.json).toEqual({
    error: {
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: {
        code: '429',
        message: 'Please retry after',
        status: '429',
        date: expect.any(String),
        'request-id': expect.any(String),
        'client-request-id': expect.any(String),
      },
    },
  });
});

test('on a public host, users read about themselves, and nobody changes anything', async () => {
  const scopes = ['Directory.Read.All', 'Application.ReadWrite.All'];
  const signIn = await attempt(msalApp(tenant, 'entra-id'), { scopes });
  const alex = graphClient(tenant, (await signIn.redeem()).accessToken);
  const app = await graphForApp(tenant, ['User.Read.All', 'Application.ReadWrite.All']);
  await tenant.close();
  const { options } = tenant;
  const front = Number(new URL(options.frontOrigin).port);
  const publicTenant = await startPracticeTenant({
    ...options,
    frontOrigin: 'https://login.example.com',
    ports: { front },
  });
  const denied = /^403 Authorization_RequestDenied/;
  try {
    expect((await alex('/v1.0/me')).json).toMatchObject({ displayName: 'Alex Rivera' });
    expect((await alex('/v1.0/me/memberOf')).status).toBe(200);
    expect(errorOf(await alex('/v1.0/users'))).toMatch(denied);
    expect(errorOf(await alex('/v1.0/users/0a0a0a0a-0000-4000-8000-000000000002'))).toMatch(denied);
    expect(errorOf(await alex.post('/v1.0/applications', { displayName: 'x' }))).toMatch(denied);
    expect(errorOf(await app('/v1.0/users'))).toMatch(denied);
    expect(errorOf(await app.post('/v1.0/applications', { displayName: 'x' }))).toMatch(denied);
  } finally {
    await publicTenant.close();
    await tenant.restart();
  }
});
