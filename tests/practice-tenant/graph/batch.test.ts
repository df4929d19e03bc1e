import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, type GraphClient, graphFor } from './graph-client.ts';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, ['User.Read', 'User.Read.All', 'Application.ReadWrite.All']);
});
afterAll(() => tenant.remove());

interface Answered {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

const sendAll = (requests: readonly object[]) => graph.post('/v1.0/$batch', { requests });

async function batch(requests: readonly object[]): Promise<Answered[]> {
  const { status, json } = await sendAll(requests);
  expect(status).toBe(200);
  const { responses } = json;
  if (!Array.isArray(responses)) throw new Error(`No responses: ${JSON.stringify(json)}`);
  return responses;
}

const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });
const json = { 'Content-Type': 'application/json' };

describe('a batch', () => {
  test('gives each request its own status, headers and body', async () => {
    const id = '0a0a0a0a-0000-4000-8000-000000000099';
    const [me, photo, gone, elsewhere] = await batch([
      get('1', '/me'),
      get('2', 'me/photo/$value'),
      get('3', `/users/${id}`),
      get('4', '/me/planner/tasks'),
    ]);
    expect(me).toEqual({
      id: '1',
      status: 200,
      headers: {
        'Cache-Control': 'no-cache',
        'OData-Version': '4.0',
        'Content-Type':
          'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      },
      body: (await graph('/v1.0/me')).json,
    });
    expect(photo).toMatchObject({ id: '2', status: 200, headers: { 'Content-Type': 'image/png' } });
    expect(Buffer.from(String(photo?.body), 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(gone).toMatchObject({
      status: 404,
      headers: { 'Content-Type': 'application/json' },
      body: { error: { code: 'Request_ResourceNotFound', innerError: expect.any(Object) } },
    });
    expect(elsewhere?.status).toBe(405);
  });

  test('takes the headers of each request, not its own', async () => {
    const counted = { headers: { ConsistencyLevel: 'eventual' } };
    const [with_, without, text] = await batch([
      get('1', '/users?$count=true&$select=id', counted),
      get('2', '/users?$count=true&$select=id'),
      get('3', '/users/$count', counted),
    ]);
    expect(with_?.body).toMatchObject({ '@odata.count': 4 });
    expect(without?.body).not.toHaveProperty('@odata.count');
    expect(text).toMatchObject({ headers: { 'Content-Type': 'text/plain' }, body: '4' });
  });

  test('writes, and shows where the new object is', async () => {
    const [created] = await batch([
      {
        id: 'create',
        method: 'POST',
        url: '/applications',
        headers: json,
        body: { displayName: 'Made in a batch' },
      },
    ]);
    expect(created).toMatchObject({ status: 201, body: { displayName: 'Made in a batch' } });
    const location = created?.headers['Location'] ?? '';
    expect((await graph(location)).json).toMatchObject({ displayName: 'Made in a batch' });
    const [removed] = await batch([
      { id: '1', method: 'DELETE', url: location.slice(location.indexOf('/applications')) },
    ]);
    expect(removed).toEqual({ id: '1', status: 204, headers: { 'Cache-Control': 'no-cache' } });
  });

  test('sends a request after those it depends on, and not at all when one of them fails', async () => {
    const rename = (id: string, displayName: string, dependsOn: string[]) => ({
      id,
      method: 'PATCH',
      url: "/applications(appId='22222222-2222-4222-8222-222222222222')",
      headers: json,
      body: { displayName },
      dependsOn,
    });
    const [last, first, blocked, blockedToo, failed] = await batch([
      rename('last', 'Renamed last', ['FIRST']),
      rename('first', 'Renamed first', []),
      rename('blocked', 'Never renamed', ['failed']),
      get('blocked too', '/me', { dependsOn: ['blocked'] }),
      get('failed', '/users/nobody'),
    ]);
    expect([last?.status, first?.status, failed?.status]).toEqual([204, 204, 404]);
    expect([blocked?.status, blockedToo?.status]).toEqual([424, 424]);
    const app = await tenant
      .directory('entra-id')
      .registration('22222222-2222-4222-8222-222222222222');
    expect(app?.name).toBe('Renamed last');
  });

  test('enforces the permissions of each request', async () => {
    const [denied] = await batch([get('1', '/oauth2PermissionGrants')]);
    expect(denied).toMatchObject({
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied' } },
    });
  });

  test('is throttled request by request', async () => {
    const faults = tenant.faults('entra-id');
    await faults.set('22222222-2222-4222-8222-222222222222', 'graph-throttled', true);
    const [throttled] = await batch([get('1', '/me')]);
    await faults.set('22222222-2222-4222-8222-222222222222', 'graph-throttled', false);
    expect(throttled).toMatchObject({ status: 429, headers: { 'Retry-After': '10' } });
  });

  test('does not hold another batch, or lead out of the version', async () => {
    const post = (id: string, url: string) => ({
      id,
      method: 'POST',
      url,
      headers: json,
      body: {},
    });
    const [nested, outside] = await batch([
      post('1', '/$batch'),
      // Without the first two segments, this would be /me.
      get('2', '/../../any/other/me'),
    ]);
    expect(nested?.status).toBe(405);
    expect(outside?.status).toBe(400);
  });
});

describe('as the real service words it, a batch is refused', () => {
  const write = { id: '1', method: 'POST', url: '/applications' };
  test.each([
    ['without requests', [], 'Invalid batch payload format.'],
    ['without an ID', [{ method: 'GET', url: '/me' }], 'Invalid batch payload format.'],
    ['in a circle', [get('1', '/me', { dependsOn: ['1'] })], 'Invalid batch payload format.'],
    [
      'with an ID twice, in any case',
      [get('a', '/me'), get('A', '/me')],
      'Request Id A has to be unique in a batch.',
    ],
    [
      'with more than 20 requests',
      Array.from({ length: 21 }, (_, index) => get(String(index), '/me')),
      'Number of requests inside batch exceed the limit.',
    ],
    [
      'with a write that has no body',
      [{ ...write, headers: json }],
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
    [
      'with a write that has no type',
      [{ ...write, body: {} }],
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
  ])('%s', async (_, requests, message) => {
    expect(errorOf(await sendAll(requests))).toBe(`400 BadRequest: ${message}`);
  });

  test('20 requests are enough', async () => {
    const all = Array.from({ length: 20 }, (_, index) => get(String(index), '/me'));
    expect((await batch(all)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  test('with GET', async () => {
    const answer = await graph('/v1.0/$batch');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
