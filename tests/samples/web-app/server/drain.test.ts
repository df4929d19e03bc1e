import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { drain } from '../../../../samples/web-app/server/drain.ts';
import { rawClient } from './raw-client.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function listening(app: RequestListener) {
  const server = createServer(app);
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

const whole = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const never = 2 ** 30;

test('ends when the last response is sent, and lets no connection wait for more', async () => {
  const release = Promise.withResolvers<void>();
  const { server, port } = await listening(async ({ url }, response) => {
    if (url === '/slow') await release.promise;
    response.end('page');
  });
  const idle = await rawClient(port, whole);
  await idle.until(/page$/);
  const arrived = once(server, 'request');
  const slow = await rawClient(port, whole.replace('/', '/slow'));
  await arrived;
  const drained = drain([server], never);
  await idle.closed;
  expect(slow.received()).toBe('');
  release.resolve();
  expect(await slow.closed).toMatch(/page$/);
  await drained;
});

test('tells the client of a request that comes in meanwhile not to send another one', async () => {
  const { server, port } = await listening((_request, response) => response.end('page'));
  const connected = once(server, 'connection');
  const client = await rawClient(port, 'GET / HTTP/1.1\r\nHost: ');
  await connected;
  const drained = drain([server], never);
  client.socket.write('localhost\r\n\r\n');
  expect(await client.closed).toMatch(/connection: close/i);
  await drained;
});

test('cuts what is left when the time is over', async () => {
  const { server, port } = await listening(() => {});
  const arrived = once(server, 'request');
  const client = await rawClient(port, whole);
  await arrived;
  await drain([server], 1);
  expect(await client.closed).toBe('');
});
