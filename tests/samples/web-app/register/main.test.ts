import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { compileCache } from '../../../compile-cache.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { webAppFolder } from '../running-web-app.ts';
import { accessToken, signedInAzureCli } from './azure-cli.ts';

let tenant: RunningTenant;
let az: string;
beforeAll(async () => {
  tenant = await runningTenant();
  az = await signedInAzureCli(await accessToken(tenant, 'entra-id'));
});
afterAll(async () => {
  await tenant?.remove();
  await rm(az, { recursive: true });
});

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** The sample as a zip has it. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'));
  await cp(webAppFolder, folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules') && !path.includes('.env'),
  });
  await cp(`${webAppFolder}.env.sample.entra-id`, join(folder, '.env.sample'));
  await symlink(modules, join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

async function register(args: string[], stopAt?: string) {
  let interruptAt = stopAt;
  const child = spawn(process.execPath, ['register/main.ts', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...compileCache,
      PATH: `${az}:${process.env['PATH']}`,
    },
  });
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (interruptAt === undefined || !output.includes(interruptAt)) return;
      child.kill('SIGINT');
      interruptAt = undefined;
    });
  await once(child, 'close');
  return { status: child.exitCode, output, errors };
}

const practice = () => [
  `--practice-tenant=${tenant.options.origin}`,
  '--sign-in=azure-cli',
  '--yes',
];

test('in an unpacked zip, it registers, finds its own practice tenant again, and removes', async () => {
  const made = await register(practice());
  expect(made.output).toContain('What to run next:');
  expect(made.status).toBe(0);
  const env = parseEnv(await readFile(join(folder, '.env'), 'utf8'));
  expect(env['NODE_OPTIONS']).toBe('--import ./practice-tenant-trust.mjs');
  const again = await register(['--yes', '--sign-in=azure-cli']);
  expect(again.output).toContain('Nothing to change');
  const removed = await register(['--yes', '--sign-in=azure-cli', '--remove']);
  expect(removed.output).toContain('Removed.');
  expect(removed.status).toBe(0);
});

test('Ctrl+C ends it with 130 and a folder in which the next run goes on', async () => {
  const cut = await register(practice(), '[1/4]');
  expect(cut.output).toContain('Stopped by Ctrl+C');
  expect(cut.status).toBe(130);
  expect(await register(practice())).toMatchObject({ status: 0 });
  await register(['--yes', '--sign-in=azure-cli', '--remove']);
});

test('without a terminal, the code to enter is on standard error, which no pipe holds back', async () => {
  const args = [`--practice-tenant=${tenant.options.origin}`, '--yes'];
  const { status, errors } = await register(args, 'enter the code');
  expect(errors).toMatch(/enter the code \w+\. It's valid for 15 minutes\./);
  expect(status).toBe(130);
});

test('an .env of the practice tenant does not stop it', async () => {
  await cp(`${webAppFolder}.env.practice.entra-id`, join(folder, '.env'));
  const { status, output } = await register(['--help']);
  expect(output).toContain('npm run register -- --tenant');
  expect(status).toBe(0);
});

test('without a tenant, it says which option is missing', async () => {
  const { status, output } = await register(['--yes']);
  expect(output).toContain('--tenant is missing');
  expect(status).toBe(2);
});

test('a setting for the network that is wrong is told before anything is sent', async () => {
  await writeFile(join(folder, '.env'), 'HTTPS_PROXY=proxy.example.com\n');
  const { status, output } = await register(practice());
  expect(output).toContain('HTTPS_PROXY must look like');
  expect(status).toBe(1);
});

test('without a template, it says what to do', async () => {
  await rm(join(folder, '.env.sample'));
  const { status, output } = await register(practice());
  expect(output).toContain('--tenant-type is missing');
  expect(status).toBe(2);
});
