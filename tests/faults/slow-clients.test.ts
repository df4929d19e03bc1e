import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { page, type RawClient, rawClient } from '../samples/web-app/server/raw-client.ts';

const running: RunningProcess[] = [];
const clients: RawClient[] = [];
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.destroy();
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

const samples = [
  { sample: 'web-app', entry: 'app.ts' },
  { sample: 'protected-api', entry: 'start.ts' },
  { sample: 'middle-tier', entry: 'start.ts' },
];

/** The sample as `npm start` runs it after `cp .env.practice.entra-id .env`, on a port of its own. */
async function started({ sample, entry }: (typeof samples)[number], changes = {}): Promise<number> {
  const cwd = fileURLToPath(new URL(`../../samples/${sample}/`, import.meta.url));
  const { NODE_OPTIONS: _trust, ...template } = parseEnv(
    readFileSync(`${cwd}.env.practice.entra-id`, 'utf8'),
  );
  const port = await freePort();
  const REDIRECT_URI = `http://localhost:${port}/auth/redirect`;
  const env = { ...compileCache, ...template, PORT: String(port), REDIRECT_URI, ...changes };
  running.push(await startProcess(process.execPath, [entry], { cwd, env, readyWhen: /https?:/ }));
  return port;
}

const whole = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';
const kinds: Record<string, (port: number) => string> = {
  'half headers': () => 'GET / HTTP/1.1\r\nHost: ',
  'half bodies': (port) =>
    `POST /auth/sign-in HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nretur`,
  'idle connections': () => whole,
};

describe.each(samples)('the sample $sample', (sample) => {
  test.each(Object.entries(kinds))(
    'fault 26: a thousand %s of one client keep no page from arriving',
    async (_kind, sent) => {
      const port = await started(sample);
      for (let count = 0; count < 1_000; count += 1)
        clients.push(await rawClient(port, sent(port)));
      const oldest = clients[0];
      expect(oldest?.socket.destroyed).toBe(false);
      expect(await page(port, '/healthz')).toEqual({ status: 200, text: '{"status":"ok"}' });
      await oldest?.closed;
      expect(clients.filter(({ socket }) => socket.destroyed)).toEqual([oldest]);
    },
  );

  test('is reached on this machine alone, by both addresses that a browser takes for localhost', async () => {
    const port = await started(sample);
    for (const host of ['127.0.0.1', '::1'])
      expect((await page(port, '/healthz', host)).status).toBe(200);
    // An address of this machine that isn't one of the two.
    await expect(page(port, '/healthz', '127.0.0.2')).rejects.toThrow();
  });

  test('is reached on every address with HOST=0.0.0.0, and says so', async () => {
    const port = await started(sample, { HOST: '0.0.0.0' });
    expect((await page(port, '/healthz', '127.0.0.2')).status).toBe(200);
    expect(running[0]?.output()).toMatch(/ · other computers may reach it: HOST is 0\.0\.0\.0\n$/);
  });

  test('does not start with a HOST that is no address, and says so', async () => {
    await expect(started(sample, { HOST: 'my-machine' })).rejects.toThrow(
      '- HOST must be localhost or an IP address of this machine',
    );
  });
});

test('the web app is reached on every address once its users are elsewhere', async () => {
  const port = await started(samples[0] ?? { sample: '', entry: '' }, {
    REDIRECT_URI: 'https://app.example.test/auth/redirect',
    SESSION_SECRET: 'a'.repeat(32),
  });
  expect((await page(port, '/healthz', '127.0.0.2')).status).toBe(200);
});
