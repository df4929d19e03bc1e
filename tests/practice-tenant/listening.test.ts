import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPracticeTenant } from '../../src/practice-tenant/index.ts';
import { listen } from '../../src/practice-tenant/server/listen.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const statusFor = (host: string, path = '/') =>
  new Promise<number>((resolve, reject) => {
    const { port } = new URL(tenant.frontOrigin);
    const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });

test('a Host header of another site is refused', async () => {
  expect(await statusFor(new URL(tenant.frontOrigin).host)).toBe(200);
  expect(await statusFor('practice.evil.example')).toBe(421);
  expect(await statusFor('127.0.0.1:1')).toBe(421);
});

test('a target that is no path is a bad request', async () => {
  expect(await statusFor(new URL(tenant.frontOrigin).host, '//evil.example/')).toBe(400);
});

test('a target that is a whole address is taken when it names this server', async () => {
  const own = new URL(tenant.frontOrigin).host;
  expect(await statusFor(own, `${tenant.frontOrigin}/ca.pem?x=1`)).toBe(200);
  expect(await statusFor(own, `${tenant.frontOrigin}//evil.example/`)).toBe(400);
  expect(await statusFor(own, 'http://evil.example/ca.pem')).toBe(421);
  expect(await statusFor('evil.example', `${tenant.frontOrigin}/ca.pem`)).toBe(421);
});

test('it answers on both loopback addresses', async () => {
  const { port } = new URL(tenant.frontOrigin);
  expect((await fetch(`http://127.0.0.1:${port}/ca.pem`)).status).toBe(200);
  expect((await fetch(`http://[::1]:${port}/ca.pem`)).status).toBe(200);
});

test.each([
  ['frontOrigin', 'PRACTICE_TENANT_FRONT_PORT'],
  ['origin', 'PRACTICE_TENANT_PORT'],
  ['customDomainOrigin', 'PRACTICE_TENANT_CUSTOM_DOMAIN_PORT'],
] as const)('a taken port of %s is named with the variable %s', async (origin, variable) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'practice-tenant-'));
  const others = {
    frontOrigin: `http://127.0.0.1:${await freePort()}`,
    origin: `https://localhost:${await freePort()}`,
    customDomainOrigin: `https://localhost:${await freePort()}`,
  };
  const options = { ...tenant.options, ...others, [origin]: tenant.options[origin], dataFolder };
  const port = Number(new URL(tenant.options[origin]).port);
  await expect(startPracticeTenant(options)).rejects.toMatchObject({
    port,
    variable,
    message: expect.stringMatching(new RegExp(`^Port ${port}, .*${variable}\\.$`)),
  });
  await rm(dataFolder, { recursive: true });
});

test('an idle connection is kept a minute longer than apps are told', async () => {
  const channel = { port: await freePort(), variable: 'PRACTICE_TENANT_PORT', tls: undefined };
  const [server] = await listen(channel, ['127.0.0.1'], (_, response) => response.end());
  const { headers } = await fetch(`http://127.0.0.1:${channel.port}/`);
  expect(headers.get('keep-alive')).toBe('timeout=5');
  expect(server?.keepAliveTimeout).toBe(5_000);
  expect(server?.keepAliveTimeoutBuffer).toBe(60_000);
  server?.close();
});

test('alone in a process it says where it is, and ends with 0 on SIGTERM', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'practice-tenant-'));
  const front = await freePort();
  const main = new URL('../../src/practice-tenant/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PRACTICE_TENANT_FRONT_ORIGIN: `http://127.0.0.1:${front}`,
      PRACTICE_TENANT_ORIGIN: `https://localhost:${await freePort()}`,
      PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: `https://localhost:${await freePort()}`,
      DATA_FOLDER: dataFolder,
    },
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain(`http://127.0.0.1:${front}`);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  await rm(dataFolder, { recursive: true });
});
