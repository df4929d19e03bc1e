import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exchange } from '../../../src/check-app/http/exchange.ts';
import { freePort } from '../../e2e/free-ports.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** What comes of a request to a server that sends these bytes and closes the connection. */
async function exchanged(response: string) {
  const port = await freePort();
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(response));
  });
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  return exchange({ method: 'GET', url: new URL(`http://localhost:${port}/`), headers: {} }, 5_000);
}

test('a server that sends more than it announced is read as a browser reads it', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n';
  const { status, text } = await exchanged(`${head}first<html>and another page</html>`);
  expect({ status, text }).toEqual({ status: 200, text: 'first' });
});
