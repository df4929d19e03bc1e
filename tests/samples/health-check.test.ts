import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../e2e/free-ports.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function served(app: RequestListener): Promise<number> {
  const server = createServer(app);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const responding = (status: number) =>
  served(({ method, url }, response) => {
    const isHealth = method === 'GET' && url === '/healthz';
    response.writeHead(isHealth ? status : 418, { location: '/' }).end();
  });

const well = { code: 0, printed: '' };
const notWell = { code: 1, printed: '' };

// The site's image runs the web app's.
describe.each(['web-app', 'protected-api', 'middle-tier'])('the health check of %s', (sample) => {
  /** Its exit code for an app on this port, and what it printed. */
  async function checked(port: number) {
    const cwd = fileURLToPath(new URL(`../../samples/${sample}/`, import.meta.url));
    const env = { ...process.env, PORT: String(port) };
    // The time is for one that never ends.
    const options = { cwd, env, timeout: 60_000 };
    const child = spawn(process.execPath, ['health-check.mjs'], options);
    const printed = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, 'exit');
    return { code, printed: (await printed).join('') };
  }

  test('is well when the app responds with status 200', async () => {
    expect(await checked(await responding(200))).toEqual(well);
  });

  test.each([204, 303, 404, 421, 500, 503])('isn’t when it responds with %i', async (status) => {
    expect(await checked(await responding(status))).toEqual(notWell);
  });

  test('isn’t when nothing listens', async () => {
    expect(await checked(await freePort())).toEqual(notWell);
  });

  test('isn’t when the app closes the connection', async () => {
    expect(await checked(await served(({ socket }) => socket.destroy()))).toEqual(notWell);
  });

  test('isn’t when the app never responds', async () => {
    expect(await checked(await served(() => {}))).toEqual(notWell);
  });
});
