import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { connectionLimit } from '../../../../samples/web-app/server/connection-limit.ts';
import { page, type RawClient, rawClient } from './raw-client.ts';

const servers: Server[] = [];
const clients: RawClient[] = [];
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const respond: RequestListener = (_request, response) => response.end('page');

async function listening(limit: (server: Server) => void, app = respond) {
  const server = createServer(app);
  limit(server);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, port };
}

async function client(port: number, sent?: string): Promise<RawClient> {
  const made = await rawClient(port, sent);
  clients.push(made);
  return made;
}

/** Resolves when the event has happened that many times. */
const times = (server: Server, event: 'connection' | 'request', count: number) =>
  new Promise<void>((resolve) => {
    let seen = 0;
    server.on(event, () => {
      seen += 1;
      if (seen === count) resolve();
    });
  });

const halfHeaders = 'GET / HTTP/1.1\r\nHost: ';
const halfBody = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234';
const whole = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('a thousand connections of one client that ask for nothing keep nobody out', () => {
  test.each([
    { kind: 'half headers', sent: halfHeaders, event: 'connection', rest: 'localhost\r\n\r\n' },
    { kind: 'half bodies', sent: halfBody, event: 'request', rest: '56789' },
    { kind: 'idle after a response', sent: whole, event: 'request', rest: whole },
    { kind: 'silent from the start', sent: '', event: 'connection', rest: whole },
  ] as const)('$kind: the oldest is cut for the next page, and no other', async (each) => {
    const app: RequestListener = (request, response) => {
      request.resume().once('end', () => response.end('page'));
    };
    const { server, port } = await listening(connectionLimit(1_000), app);
    const all = times(server, each.event, 1_000);
    const oldest = await client(port, each.sent);
    const others: RawClient[] = [];
    if (each.kind === 'idle after a response') await oldest.until(/page$/);
    for (let count = 1; count < 1_000; count += 1) others.push(await client(port, each.sent));
    await all;
    if (each.kind === 'idle after a response')
      await Promise.all(others.map((other) => other.until(/page$/)));

    expect(await page(port)).toEqual({ status: 200, text: 'page' });
    await oldest.closed;
    // Each of the others is alive: it finishes its request and gets its response.
    for (const other of others) {
      const before = other.received().length;
      other.socket.write(each.rest);
      await other.until(new RegExp(`^[\\s\\S]{${before},}page$`));
    }
  });
});

test('a request that is being answered is never cut: the new connection is', async () => {
  const held: (() => void)[] = [];
  const { server, port } = await listening(connectionLimit(2), (request, response) => {
    request.resume();
    held.push(() => response.end('at last'));
  });
  const both = times(server, 'request', 2);
  const answered = await Promise.all([
    client(port, whole),
    client(port, halfBody.replace('9', '4')),
  ]);
  await both;
  const refused = await client(port, whole);
  expect(await refused.closed).toBe('');
  for (const release of held) release();
  for (const each of answered) await each.until(/at last/);
});

test('a connection that has closed counts no more', async () => {
  const { server, port } = await listening(connectionLimit(2));
  const waiting = await client(port, halfHeaders);
  const ended = new Promise((resolve) =>
    server.once('connection', (socket) => socket.once('close', resolve)),
  );
  (await client(port)).socket.destroy();
  await ended;
  expect((await page(port)).status).toBe(200);
  waiting.socket.write('localhost\r\n\r\n');
  await waiting.until(/page$/);
});

test('whose wait is longest counts, not who came first', async () => {
  const { port } = await listening(connectionLimit(2));
  const first = await client(port);
  const second = await client(port);
  first.socket.write(whole);
  await first.until(/page$/);
  expect((await page(port)).status).toBe(200);
  await second.closed;
  first.socket.write(whole);
  await first.until(/page[\s\S]*page$/);
});

test.each([
  ['a response in one piece', (response) => response.end(Buffer.alloc(2 ** 24))],
  ['a response that waits for its client', (response) => response.write(Buffer.alloc(2 ** 24))],
] as [string, (response: Parameters<RequestListener>[1]) => void][])(
  'a client that does not read %s is cut before anybody is refused',
  async (_kind, send) => {
    const { server, port } = await listening(connectionLimit(1), ({ url }, response) => {
      if (url === '/large') send(response);
      else response.end('page');
    });
    const greedy = await client(port);
    greedy.socket.pause();
    const asked = times(server, 'request', 1);
    greedy.socket.write(whole.replace('/', '/large'));
    await asked;
    expect(await page(port)).toEqual({ status: 200, text: 'page' });
    greedy.socket.resume();
    expect((await greedy.closed).length).toBeLessThan(2 ** 24);
  },
);

test('a client that reads slowly is not cut while another one has nothing under way', async () => {
  const { server, port } = await listening(connectionLimit(2), ({ url }, response) => {
    response.end(url === '/large' ? Buffer.alloc(2 ** 24, '.') : 'page');
  });
  const reader = await client(port);
  reader.socket.pause();
  const asked = times(server, 'request', 1);
  reader.socket.write('GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await asked;
  const idle = await client(port, whole);
  await idle.until(/page$/);
  expect((await page(port)).status).toBe(200);
  await idle.closed;
  reader.socket.resume();
  expect((await reader.closed).length).toBeGreaterThan(2 ** 24);
});

test('the limit is one for all addresses that an app listens on', async () => {
  const limit = connectionLimit(1);
  const [one, other] = [await listening(limit), await listening(limit)];
  const oldest = await client(one.port, halfHeaders);
  expect((await page(other.port)).status).toBe(200);
  await oldest.closed;
});
