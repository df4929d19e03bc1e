import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { listen } from '../../../../samples/web-app/server/listen.ts';
import { page, rawClient } from './raw-client.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A server that keeps what it is asked until the test answers. */
async function listening() {
  const held: ServerResponse[] = [];
  const arrived = Promise.withResolvers<void>();
  const [server] = await listen(
    (asked, response) => {
      if (asked.url === '/at-once') return void response.end('page');
      held.push(response);
      if (held.length >= 8) arrived.resolve();
    },
    { port: 0, hosts: ['127.0.0.1'] },
  );
  if (server === undefined) throw new Error('No server listens.');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { port, held, arrived: arrived.promise };
}

test('a connection with hundreds of requests at once is cut, and the app gets eight of them', async () => {
  const { port, held } = await listening();
  const flood = await rawClient(port, request.repeat(400));
  expect(await flood.closed).toBe('');
  expect(held).toHaveLength(8);
  expect(await page(port, '/at-once')).toEqual({ status: 200, text: 'page' });
});

test('a connection that waits for its responses can send any number of requests', async () => {
  const { port, held, arrived } = await listening();
  const client = await rawClient(port, request.repeat(8));
  await arrived;
  for (const response of held) response.end('page');
  await client.until(/(?:page[\s\S]*){8}$/);
  for (let count = 9; count < 20; count += 1) {
    client.socket.write(request.replace('/', '/at-once'));
    await client.until(new RegExp(`(?:page[\\s\\S]*){${count}}$`));
  }
  client.socket.destroy();
});
