import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checks } from '../../../../samples/web-app/doctor/command/checks.ts';
import { realSurroundings } from '../../../../samples/web-app/doctor/surroundings.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { examined, examinedIn } from './examined.ts';

const good = {
  TENANT_TYPE: 'entra-id',
  AUTHORITY: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111',
  CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  CLIENT_SECRET: 'a~secret~of~the~app',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['22.17.1', 'failed'],
  ['20.20.0', 'failed'],
  ['22.18.0', 'ok'],
  ['25.0.0', 'ok'],
])('Node.js %s is %s', async (nodeVersion, status) => {
  const result = await examined({ variables: good, only: ['node'], surroundings: { nodeVersion } });
  expect(result.status('node')).toBe(status);
});

describe('the file .env', () => {
  const only = ['env-file'];
  /** One check by itself, in the folder as it is. */
  async function look(shell = {}) {
    const check = checks.find(({ id }) => id === 'env-file');
    const around = { ...realSurroundings(), folder, shell };
    return (await check?.run({ environment: shell }, around))?.findings;
  }

  test('is fine when it is there and only its owner can read it', async () => {
    expect((await examined({ variables: good, only })).status('env-file')).toBe('ok');
  });

  test('is missed, except where the platform sets the variables', async () => {
    expect(await look()).toEqual([expect.objectContaining({ status: 'failed' })]);
    expect(await look(good)).toEqual([expect.objectContaining({ status: 'ok' })]);
  });

  test('is refused in UTF-16, as Windows PowerShell writes it', async () => {
    writeFileSync(join(folder, '.env'), 'TENANT_TYPE=entra-id', 'utf16le');
    const [finding] = (await look()) ?? [];
    expect(finding).toMatchObject({ status: 'failed', seen: expect.stringContaining('UTF-16') });
  });

  test('is warned about when others can read it, unless its secret is the practice tenant’s', async () => {
    await examinedIn(folder, { variables: good, only });
    chmodSync(join(folder, '.env'), 0o644);
    const [finding] = (await look(good)) ?? [];
    expect(finding).toMatchObject({ status: 'warning', seen: expect.stringContaining('644') });
    expect(finding?.todo).toContain('chmod 600 .env');
    const NODE_OPTIONS = '--import ./practice-tenant-trust.mjs';
    expect((await look({ ...good, NODE_OPTIONS }))?.[0]?.status).toBe('ok');
  });

  test('is no template: a secret in .env.sample is found, and not repeated', async () => {
    const files = { '.env.sample': 'CLIENT_SECRET=a-real-secret-value\n' };
    const { findings, status } = await examined({ variables: good, files, only });
    expect(status('env-file')).toBe('failed');
    expect(JSON.stringify(findings)).not.toContain('a-real-secret-value');
  });

  const git = (...words: string[]) => spawnSync('git', words, { cwd: folder }).status;

  test('is found when git tracks it', async () => {
    expect(git('init', '--quiet')).toBe(0);
    writeFileSync(join(folder, '.env'), '', { mode: 0o600 });
    expect(git('add', '.env')).toBe(0);
    expect(await look(good)).toEqual([
      expect.objectContaining({ status: 'failed', seen: expect.stringContaining('git tracks it') }),
    ]);
  });

  test('is warned about when git does not ignore it', async () => {
    git('init', '--quiet');
    writeFileSync(join(folder, '.env'), '', { mode: 0o600 });
    expect(await look(good)).toEqual([
      expect.objectContaining({ status: 'warning', seen: expect.stringContaining('ignore') }),
    ]);
    writeFileSync(join(folder, '.gitignore'), '.env\n');
    expect((await look(good))?.[0]?.status).toBe('ok');
  });
});

describe('the configuration', () => {
  const only = ['configuration'];

  test('passes when the app would start', async () => {
    expect((await examined({ variables: good, only })).status('configuration')).toBe('ok');
  });

  test('is refused with every mistake, each with the variable to correct', async () => {
    const variables = {
      ...good,
      CLIENT_ID: 'x',
      PORT: 'y',
      REDIS_URL: 'redis://:Canary@x/sessions',
    };
    const { of, findings } = await examined({ variables, only });
    const mistakes = of('configuration');
    expect(mistakes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(mistakes.map(({ todo }) => todo).sort()).toEqual([
      'Correct CLIENT_ID in .env.',
      'Correct PORT in .env.',
      'Correct REDIS_URL in .env.',
    ]);
    expect(JSON.stringify(findings)).not.toContain('Canary');
  });

  test('warns about a variable that the shell sets to something else', async () => {
    const shell = { CLIENT_ID: '33333333-3333-4333-8333-333333333333', PATH: '/bin' };
    const { of } = await examined({ variables: good, only, surroundings: { shell } });
    expect(of('configuration').at(-1)).toMatchObject({
      status: 'warning',
      seen: expect.stringContaining('CLIENT_ID is set in the shell'),
    });
  });

  test('with a mistake that is not about the tenant lets the doctor go on with the tenant', async () => {
    const variables = { ...good, SIGN_IN_LIMIT: 'many' };
    const addressesOf = async () => ['192.0.2.1'];
    const { status } = await examined({ variables, only: ['dns'], surroundings: { addressesOf } });
    expect(status('configuration')).toBe('failed');
    expect(status('dns')).toBe('ok');
  });
});

describe('the port', () => {
  const only = ['ports'];

  async function listening(body: string) {
    const server = createServer((_request, response) => {
      response.end(body);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const variables = { ...good, REDIRECT_URI: `http://localhost:${port}/auth/redirect` };
    const close = () => new Promise((resolve) => server.close(resolve));
    return { variables, close };
  }

  test('is refused while another program uses it, and free afterward', async () => {
    const { variables, close } = await listening('something else');
    expect((await examined({ variables, only })).status('ports')).toBe('failed');
    await close();
    expect((await examined({ variables, only })).of('ports')[0]?.seen).toMatch(/^\d+ is free$/);
  });

  test('is fine while the app itself uses it', async () => {
    const { variables, close } = await listening('{"status":"ok"}');
    const { of } = await examined({ variables, only });
    await close();
    expect(of('ports')).toEqual([
      expect.objectContaining({ status: 'ok', seen: expect.stringContaining('/healthz') }),
    ]);
  });
});
