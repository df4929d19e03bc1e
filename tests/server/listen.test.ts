import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { CannotListen, listen } from '../../src/server/listen.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function takenPort(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

it('says which port is taken and which variable changes it', async () => {
  const port = await takenPort();
  const attempt = listen(['127.0.0.1'], port, () => {});
  await expect(attempt).rejects.toThrow(CannotListen);
  await expect(attempt).rejects.toThrow(
    new RegExp(`^Port ${port} is already in use.*"PORT=\\d+ npm start"`),
  );
});

it('leaves an address out that this machine lacks, as long as another works', async () => {
  const lacking = '203.0.113.1';
  const servers = await listen(['127.0.0.1', lacking], 0, () => {});
  open.push(...servers);
  expect(servers).toHaveLength(1);
  await expect(listen([lacking], 0, () => {})).rejects.toThrow('Change HOST');
});

it('bounds headers, requests and connections', async () => {
  const [server] = await listen(['127.0.0.1'], 0, () => {});
  if (!server) throw new Error('nothing listens');
  open.push(server);
  expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(server.maxConnections).toBeGreaterThan(0);
});

it('keeps an idle connection a minute longer than clients are told, and than proxies keep it', async () => {
  const [server] = await listen(['127.0.0.1'], 0, (_, response) => response.end());
  if (!server) throw new Error('nothing listens');
  open.push(server);
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}/`);
  expect(headers.get('keep-alive')).toBe('timeout=5');
  const kept = server.keepAliveTimeout + server.keepAliveTimeoutBuffer;
  expect(kept).toBeGreaterThanOrEqual(65_000);
});
