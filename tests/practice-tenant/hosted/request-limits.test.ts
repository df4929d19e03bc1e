import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { tenantSetId } from '../../../src/practice-tenant/directory/tenant-set.ts';
import { addressNames } from '../../../src/practice-tenant/hosted/address-names.ts';
import { clientAddress } from '../../../src/practice-tenant/hosted/client-address.ts';
import {
  type LimitedKind,
  type RequestLimits,
  requestLimits,
  TooManyRequests,
} from '../../../src/practice-tenant/hosted/request-limits.ts';
import { windowCounts } from '../../../src/practice-tenant/store/window-counts.ts';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

const started: HostedTenants[] = [];
afterAll(async () => {
  for (const each of started) await each.close();
});

/** What a server sees of a request with these headers. */
async function seen<Result>(
  headers: Record<string, string>,
  read: (request: import('node:http').IncomingMessage) => Result,
): Promise<Result> {
  const results: Result[] = [];
  const server = createServer((request, response) => {
    results.push(read(request));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const [response] = await once(send({ port, host: '127.0.0.1', headers }).end(), 'response');
  response.resume();
  server.close();
  const [result] = results;
  if (result === undefined) throw new Error('Nothing arrived.');
  return result;
}

async function isAdmitted(
  limits: RequestLimits,
  kind: LimitedKind,
  request: import('node:http').IncomingMessage,
  amount: number,
): Promise<boolean> {
  try {
    await limits.admit(kind, request, amount);
    return true;
  } catch (error) {
    if (error instanceof TooManyRequests) return false;
    throw error;
  }
}

function limitsAt(now: () => number) {
  const counts = windowCounts(now);
  const nameOf = addressNames('a secret');
  return requestLimits({ count: async (...what) => counts(...what) }, nameOf, 1);
}

describe('the address that a limit counts', () => {
  test.each([
    [0, '203.0.113.9', '127.0.0.1'],
    [1, '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    [2, '198.51.100.1, 203.0.113.9', '198.51.100.1'],
    [1, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    [1, '2001:db8::6', '2001:db8:0:0'],
    [1, '::ffff:203.0.113.9', '203.0.113.9'],
  ])('with %i proxies, %s is %s', async (proxies, written, expected) => {
    const headers = { 'x-forwarded-for': written };
    expect(await seen(headers, (request) => clientAddress(request, proxies))).toBe(expected);
  });
});

test('an address gets 60 password attempts a minute, others still get theirs, and the next minute is new', async () => {
  let time = 0;
  const limits = limitsAt(() => time);
  const attempt = (address: string) =>
    seen({ 'x-forwarded-for': address }, async (request) => {
      try {
        await limits.admit('passwords', request);
        return 'admitted';
      } catch (error) {
        if (error instanceof TooManyRequests) return error.seconds;
        throw error;
      }
    });
  for (let count = 0; count < 60; count += 1) expect(await attempt('203.0.113.9')).toBe('admitted');
  time = 45_000;
  expect(await attempt('203.0.113.9')).toBe(15);
  expect(await attempt('203.0.113.10')).toBe('admitted');
  time = 60_000;
  expect(await attempt('203.0.113.9')).toBe('admitted');
});

test('token requests count for each set of tenants, so those of the site never add up', async () => {
  const limits = limitsAt(() => 0);
  const sets = ['3f9ac27b10de', 'bbbbbbbbbbbb'].map((digits) =>
    limits.of(tenantSetId.parse(digits)),
  );
  const outcomes = await seen({ 'x-forwarded-for': '203.0.113.9' }, async (request) => {
    const all: boolean[][] = [];
    for (const amount of [600, 1])
      all.push(await Promise.all(sets.map((each) => isAdmitted(each, 'tokens', request, amount))));
    return all;
  });
  expect(outcomes).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('sign-in requests from one address count together, whichever set they are for', async () => {
  const limits = limitsAt(() => 0);
  const sets = ['3f9ac27b10de', 'bbbbbbbbbbbb'].map((digits) =>
    limits.of(tenantSetId.parse(digits)),
  );
  const outcomes = await seen({ 'x-forwarded-for': '203.0.113.9' }, (request) =>
    Promise.all(sets.map((each) => isAdmitted(each, 'requests', request, 600))),
  );
  expect(outcomes).toEqual([true, false]);
});

test('beyond the limit, an app gets JSON and a browser a page, and metadata is still there', async () => {
  const refusing = {
    admit: async () => {
      throw new TooManyRequests('tokens', 7);
    },
    sender: () => '',
  };
  const hosted = await hostedTenants('bbbbbbbbbbbb', refusing);
  started.push(hosted);
  const base = `${hosted.origin}/${hosted.own('contoso.onmicrosoft.com')}`;
  const token = await fetch(`${base}/oauth2/v2.0/token`, { method: 'POST' });
  expect(token.status).toBe(429);
  expect(token.headers.get('retry-after')).toBe('7');
  expect(await token.json()).toEqual({
    error: 'temporarily_unavailable',
    error_description:
      'This lab takes 600 token requests a minute from one address. Wait 7 seconds, then try again.',
  });
  const page = await fetch(`${base}/oauth2/v2.0/authorize`, { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([
    429,
    expect.stringContaining('Wait 7 seconds'),
  ]);
  expect((await fetch(`${base}/v2.0/.well-known/openid-configuration`)).status).toBe(200);
  expect((await hosted.admin('POST', '/reset')).status).toBe(429);
});
