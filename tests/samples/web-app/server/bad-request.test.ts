import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { answerBadRequests } from '../../../../samples/web-app/server/bad-request.ts';
import { rawClient } from './raw-client.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const respond: RequestListener = (_request, response) => response.end('page');

async function portOf(app = respond, options = {}, linger?: number): Promise<number> {
  const server = createServer({ connectionsCheckingInterval: 10, ...options }, app);
  answerBadRequests(server, linger);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const cookies = (bytes: number) =>
  `GET /<secret> HTTP/1.1\r\nHost: localhost\r\nCookie: planted=${'x'.repeat(bytes)}\r\n\r\n`;

function parsed(response: string) {
  const [head = '', ...body] = response.split('\r\n\r\n');
  const [status, ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(': ') as [string, string]));
  return { status, headers, body: body.join('\r\n\r\n') };
}

describe('too many cookies', () => {
  // A megabyte is more than a browser sends, and more than is read in one piece.
  test.each([17_000, 2 ** 20])(
    'of %i bytes are answered by a page that tells how to clear them',
    async (bytes) => {
      const client = await rawClient(await portOf(), cookies(bytes));
      const { status, headers, body } = parsed(await client.closed);
      expect(status).toBe('HTTP/1.1 431 Request Header Fields Too Large');
      expect(body).toMatch(
        /^<!doctype html>[\s\S]*Clear the cookies for this address[\s\S]*<\/html>\n$/,
      );
      expect(body).toContain('at most 16 KB');
      expect(Object.fromEntries(headers)).toEqual({
        'cache-control': 'no-store',
        connection: 'close',
        'content-length': String(Buffer.byteLength(body)),
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; frame-ancestors 'none'$/,
        ),
        'content-type': 'text/html; charset=utf-8',
        date: expect.stringMatching(/GMT$/),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  test('leave nothing of the request in the page: it is the same for everybody', async () => {
    const port = await portOf();
    const first = parsed(await (await rawClient(port, cookies(17_000))).closed);
    const request = `GET /?${'y'.repeat(20_000)} HTTP/1.1\r\nHost: elsewhere\r\n\r\n`;
    const second = parsed(await (await rawClient(port, request)).closed);
    expect(second.body).toBe(first.body);
    expect(first.body).not.toMatch(/secret|planted|xx|yy|elsewhere/);
  });

  test('after a page on the same connection get the page, too', async () => {
    const client = await rawClient(await portOf(), 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await client.until(/page$/);
    client.socket.write(cookies(17_000));
    expect(await client.closed).toContain('HTTP/1.1 431 ');
  });
});

test.each([
  ['what is no HTTP', 'GARBAGE <b>x</b>\r\n\r\n', 400],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
  ],
  [
    'a chunk with a huge extension',
    `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;${'e'.repeat(20_000)}`,
    413,
  ],
])('%s is refused without a word', async (_name, sent, expected) => {
  const app: RequestListener = (request, response) => {
    request.resume().once('end', () => response.end('page'));
  };
  const client = await rawClient(await portOf(app), sent);
  const { status, body } = parsed(await client.closed);
  expect(status).toMatch(new RegExp(`^HTTP/1.1 ${expected} `));
  expect(body).toBe('');
});

test('a request that does not come to its end in time is refused with 408', async () => {
  const port = await portOf(() => {}, { headersTimeout: 20, requestTimeout: 40 });
  for (const half of [
    'GET / HTTP/1.1\r\nHost: ',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1',
  ]) {
    const client = await rawClient(port, half);
    expect(await client.closed).toMatch(/^HTTP\/1.1 408 /);
  }
});

test('a response that has begun is cut and not mixed with another one', async () => {
  const port = await portOf((_request, response) => void response.write('the beginning'));
  const client = await rawClient(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await client.until(/the beginning/);
  client.socket.write('GARBAGE\r\n\r\n');
  const received = await client.closed;
  expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

/** A client that goes on sending although the server has closed its own side, as browsers may. */
async function persistent(linger: number, sent: string) {
  const client = await rawClient(await portOf(respond, {}, linger));
  client.socket.allowHalfOpen = true;
  client.socket.write(sent);
  return client;
}

test('a client that still sends when it is refused is heard out, or it would show an error and no page', async () => {
  const client = await persistent(2 ** 30, cookies(17_000).slice(0, -4));
  await client.until(/<\/html>/);
  for (let piece = 0; piece < 20; piece += 1) {
    await new Promise((resolve) => client.socket.write('x'.repeat(50_000), resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  client.socket.end();
  await client.closed;
  expect(client.errors).toEqual([]);
});

test('but not without end', async () => {
  const client = await persistent(20, 'GARBAGE\r\n\r\n');
  const more = () =>
    client.socket.destroyed || client.socket.write('more', () => setImmediate(more));
  more();
  expect(await client.closed).toMatch(/^HTTP\/1\.1 400 /);
});
