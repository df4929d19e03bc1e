import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  keptCertificates,
  type TlsMaterial,
} from '../../src/practice-tenant/certificates/kept-certificates.ts';
import { clientLimits, listen } from '../../src/practice-tenant/server/listen.ts';

let folder: string;
let tls: TlsMaterial;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-tenant-'));
  tls = await keptCertificates(folder, ['127.0.0.1']);
});
afterAll(() => rm(folder, { recursive: true }));

const open: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const never: RequestListener = () => {};

async function listening(limits: Partial<typeof clientLimits>, secure: boolean): Promise<Server> {
  const channel = { port: 0, variable: 'PRACTICE_TENANT_PORT', tls: secure ? tls : undefined };
  const [server] = await listen(channel, ['127.0.0.1'], never, limits);
  if (!server) throw new Error('nothing listens');
  open.push(server);
  return server;
}

/** Connects, sends this, then waits. @returns what comes back until the server cuts the connection */
async function receivedUntilCut(port: number, sent: string, secure: boolean): Promise<string> {
  const at = { port, host: '127.0.0.1' };
  const socket = secure ? connectTls({ ...at, ca: tls.caCertificate }) : connect(at);
  sockets.push(socket);
  await once(socket, secure ? 'secureConnect' : 'connect');
  // One that is cut while it sends ends with an error.
  socket
    .on('error', () => {})
    .setEncoding('utf8')
    .write(sent);
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}

const halfHeaders = 'GET / HTTP/1.1\r\nHost: ';
const halfBody = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234';
const whole = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

// None of the limits that a case leaves out ends it within the time of a test.
const long = 2 ** 30;
const noLimits = {
  handshakeTimeout: long,
  headersTimeout: long,
  requestTimeout: long,
  timeout: long,
  connectionsCheckingInterval: 10,
};

describe.each([
  ['plain', false],
  ['TLS', true],
])('a client on a %s channel that keeps the practice tenant waiting', (_, secure) => {
  test.each([
    ['for headers', { headersTimeout: 20 }, halfHeaders, /^HTTP\/1\.1 408 /],
    ['for a body', { requestTimeout: 20, headersTimeout: 20 }, halfBody, /^HTTP\/1\.1 408 /],
    ['without a byte in either direction', { timeout: 20 }, whole, /^$/],
  ])('%s is cut', async (_for, limit, sent, response) => {
    const server = await listening({ ...noLimits, ...limit }, secure);
    expect(await receivedUntilCut(portOf(server), sent, secure)).toMatch(response);
  });

  test('is cut within a second of its limit: Node alone looks only twice a minute', async () => {
    // Both have the same limit; the one that looks more often cuts its client first.
    const refused: string[] = [];
    const other = createServer({ headersTimeout: 20, connectionsCheckingInterval: 10_000 });
    other.once('clientError', (_error, socket) => {
      refused.push('one that looks every ten seconds');
      socket.destroy();
    });
    open.push(other);
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const server = await listening({ headersTimeout: 20 }, secure);
    server.once('clientError', (_error, socket) => {
      refused.push('the practice tenant');
      socket.destroy();
    });
    const slower = receivedUntilCut(portOf(other), halfHeaders, false);
    const sooner = receivedUntilCut(portOf(server), halfHeaders, secure);
    await Promise.race([sooner, slower]);
    expect(refused).toEqual(['the practice tenant']);
  });
});

test('a client that begins no TLS on a TLS channel is cut', async () => {
  const server = await listening({ ...noLimits, handshakeTimeout: 20 }, true);
  expect(await receivedUntilCut(portOf(server), '', false)).toBe('');
});

test('a client may keep the practice tenant waiting for exactly this long', async () => {
  expect(clientLimits).toEqual({
    handshakeTimeout: 10_000,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1_000,
    timeout: 120_000,
    keepAliveTimeout: 5_000,
    keepAliveTimeoutBuffer: 60_000,
  });
  const { headersTimeout, requestTimeout, timeout } = clientLimits;
  for (const secure of [false, true])
    expect(await listening({}, secure)).toMatchObject({ headersTimeout, requestTimeout, timeout });
});
