import { spawnSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { freePort } from './free-ports.ts';
import { startProcess } from './running-process.ts';
import { projectRoot, startSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

const startAgain = (env: Record<string, string | undefined>) =>
  spawnSync(process.execPath, ['src/server/main.ts'], { cwd: projectRoot, env, encoding: 'utf8' });

test('a taken port is named in one sentence, with the variable that changes it', ({ site }) => {
  const { status, stderr, stdout } = startAgain(site.env);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(`Port ${site.ports.site} is already in use`);
  expect(stderr).toContain('PORT=');
});

test('each mistake in the environment is one sentence', ({ site }) => {
  const env = { ...site.env, PORT: 'x', SITE_ORIGIN: 'nowhere', REDIS_URL: 'http://redis' };
  const { status, stderr } = startAgain(env);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(3);
});

test('the terminal shows the address, and nothing more while pages are read', async () => {
  const site = await startSite();
  for (const path of [
    '/',
    '/demo/entra-id/',
    '/demo/nobody/',
    '/no-such-page/',
    '/reference/style/',
  ])
    await (await fetch(`${site.origin}${path}`)).text();
  await site.stop();
  expect(site.process.output()).toBe(`Sign-in Lab is at ${site.origin}\n`);
});

test('SIGTERM lets a request under way finish, and then the process exits with 0', async () => {
  const site = await startSite();
  const underWay = httpRequest(`${site.origin}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '2' },
  });
  const answered = new Promise<number>((resolve, reject) => {
    underWay.once('response', (response) => resolve(response.resume().statusCode ?? 0));
    underWay.once('error', reject);
  });
  await new Promise<void>((resolve) => underWay.write('a', () => resolve()));
  // The server has the request once it answers one that was sent later on another connection.
  await fetch(`${site.origin}/healthz`);
  const stopped = site.stop();
  await expect
    .poll(() =>
      fetch(`${site.origin}/healthz`).then(
        () => 'answers',
        () => 'closed',
      ),
    )
    .toBe('closed');
  underWay.end('=');
  expect(await answered).toBeGreaterThan(0);
  expect(await stopped).toBe(0);
});

test('SIGTERM to npm, and to nobody else, lets the server drain and exit with 0', async ({
  site,
}) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { ...site.env, PORT: String(port), PRACTICE_TENANT: 'off' };
  const npm = await startProcess('npm', ['run', 'start', '--ignore-scripts'], {
    cwd: projectRoot,
    env,
    readyWhen: /Sign-in Lab is at/,
  });
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  expect(await npm.stop()).toBe(0);
  await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
});

test('the documents are served and readiness fails when Redis is down', async () => {
  const closedPort = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  const site = await startSite({ REDIS_URL: `redis://127.0.0.1:${closedPort}` });
  expect((await fetch(`${site.origin}/how-it-works/authority/`)).status).toBe(200);
  expect((await fetch(`${site.origin}/healthz`)).status).toBe(200);
  const readiness = await fetch(`${site.origin}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({ redis: 'down' });
  expect(await site.stop()).toBe(0);
});
