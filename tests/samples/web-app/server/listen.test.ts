import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { CannotListen, clientLimits, listen } from '../../../../samples/web-app/server/listen.ts';
import { loopbackAddresses } from '../../../../samples/web-app/server/loopback.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { page, type RawClient, rawClient } from './raw-client.ts';

const open: Server[] = [];
const clients: RawClient[] = [];
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.destroy();
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

const respond: RequestListener = (_request, response) => response.end('page');

async function listening(limits: Partial<typeof clientLimits> = {}, app = respond) {
  const [server] = await listen(app, { port: 0, hosts: ['127.0.0.1'], limits });
  if (!server) throw new Error('nothing listens');
  open.push(server);
  return { server, port: (server.address() as AddressInfo).port };
}

async function client(port: number, sent?: string): Promise<RawClient> {
  const made = await rawClient(port, sent);
  clients.push(made);
  return made;
}

const halfHeaders = 'GET / HTTP/1.1\r\nHost: ';
const halfBody = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234';
const whole = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('fault 26: a client that keeps the server waiting', () => {
  // None of the limits that a case leaves out ends it within the time of a test.
  const never = 2 ** 30;
  const noLimits = {
    headersTimeout: never,
    requestTimeout: never,
    timeout: never,
    keepAliveTimeout: never,
    connectionsCheckingInterval: 10,
  };
  const waiting: RequestListener = () => {};

  test.each([
    ['for headers', { headersTimeout: 20 }, halfHeaders, /^HTTP\/1\.1 408 /],
    ['for a first byte', { headersTimeout: 20 }, '', /^HTTP\/1\.1 408 /],
    ['for a body', { requestTimeout: 20, headersTimeout: 20 }, halfBody, /^HTTP\/1\.1 408 /],
    ['without a byte in either direction', { timeout: 20 }, whole, /^$/],
  ])('%s is cut', async (_for, limit, sent, response) => {
    const { port } = await listening({ ...noLimits, ...limit }, waiting);
    expect(await (await client(port, sent)).closed).toMatch(response);
  });

  test('for its next request is cut', async () => {
    const limits = { ...noLimits, keepAliveTimeout: 20, keepAliveTimeoutBuffer: 0 };
    const { port } = await listening(limits);
    expect(await (await client(port, whole)).closed).toMatch(/page$/);
  });

  test('is cut within a second of its limit: Node alone looks only twice a minute', async () => {
    // Both have the same limit; the one that looks more often cuts its client first.
    const refused: string[] = [];
    const { server, port } = await listening({ headersTimeout: 20 });
    server.prependListener('clientError', () => refused.push('this server'));
    const other = createServer({ headersTimeout: 20, connectionsCheckingInterval: 10_000 });
    other.prependListener('clientError', (_error, socket) => {
      refused.push('one that looks every ten seconds');
      socket.destroy();
    });
    open.push(other);
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const slower = await client((other.address() as AddressInfo).port, halfHeaders);
    const sooner = await client(port, halfHeaders);
    await Promise.race([sooner.closed, slower.closed]);
    expect(refused).toEqual(['this server']);
  });

  test('waits exactly this long unless the app asks for something else; zero would be no limit', async () => {
    expect(clientLimits).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 20_000,
      connectionsCheckingInterval: 1_000,
      timeout: 120_000,
      keepAliveTimeout: 65_000,
      keepAliveTimeoutBuffer: 1_000,
      connections: 1_000,
    });
    const { server } = await listening();
    const { headersTimeout, requestTimeout, timeout, keepAliveTimeout } = clientLimits;
    expect(server).toMatchObject({ headersTimeout, requestTimeout, timeout, keepAliveTimeout });
  });

  test('gives way to the next page when there are too many like it', async () => {
    const { port } = await listening({ connections: 2 });
    const oldest = await client(port, halfHeaders);
    await client(port, halfHeaders);
    expect(await page(port)).toEqual({ status: 200, text: 'page' });
    await oldest.closed;
  });
});

describe('a connection that is kept', () => {
  test('is kept longer than proxies keep it, which is a minute', async () => {
    const { port } = await listening();
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  test('is kept longer than clients are told, if an app wants them to close first', async () => {
    const limits = { keepAliveTimeout: 5_000, keepAliveTimeoutBuffer: 60_000 };
    const { server, port } = await listening(limits);
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    expect(headers.get('keep-alive')).toBe('timeout=5');
    expect(server).toMatchObject(limits);
  });
});

test('a request that is too large gets a page, and the app lives', async () => {
  const { port } = await listening();
  const { closed } = await client(
    port,
    `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(2 ** 15)}`,
  );
  expect(await closed).toMatch(/^HTTP\/1\.1 431 [\s\S]*Clear the cookies/);
  expect((await page(port)).status).toBe(200);
});

describe('addresses', () => {
  test('both of localhost, because a browser may take either', async () => {
    const port = await freePort();
    open.push(...(await listen(respond, { port, hosts: loopbackAddresses })));
    for (const host of loopbackAddresses) expect((await page(port, '/', host)).text).toBe('page');
  });

  test('all of this machine when none is named', async () => {
    const port = await freePort();
    open.push(...(await listen(respond, { port })));
    const addresses = open.map((server) => (server.address() as AddressInfo).address);
    expect(addresses).toEqual([expect.stringMatching(/^(?:::|0\.0\.0\.0)$/)]);
  });

  test('one that this machine lacks is left out, as long as another works', async () => {
    const lacking = '203.0.113.1';
    const servers = await listen(respond, { port: 0, hosts: ['127.0.0.1', lacking] });
    open.push(...servers);
    expect(servers).toHaveLength(1);
    await expect(listen(respond, { port: 0, hosts: [lacking] })).rejects.toThrow(
      'This machine has no address 203.0.113.1: change HOST.',
    );
  });

  test('a port that is taken is named, with the variable that changes it, and nothing stays open', async () => {
    const { port } = await listening();
    const attempt = listen(respond, { port, hosts: [...loopbackAddresses].reverse() });
    await expect(attempt).rejects.toThrow(CannotListen);
    await expect(attempt).rejects.toMatchObject({
      isPortTaken: true,
      message: `Port ${port} is already in use: stop the other program, or choose another port, for example "PORT=${port + 1} npm start".`,
    });
    open.push(...(await listen(respond, { port, hosts: ['::1'] })));
  });
});
