import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileCache } from '../../compile-cache.ts';
import { webAppFolder } from './running-web-app.ts';

const good = {
  TENANT_TYPE: 'entra-id',
  AUTHORITY: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111',
  CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  CLIENT_SECRET: 'a~secret',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
};

/** Starts the app in a folder of its own: what it prints when it refuses. */
function start(environment: Record<string, string>, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return startIn(folder, environment);
}

function startIn(folder: string, environment: Record<string, string>) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [...(existsSync(join(folder, '.env')) ? ['--env-file=.env'] : []), `${webAppFolder}app.ts`],
    // An app that starts all the same would run on: then there is no status.
    {
      cwd: folder,
      env: { ...compileCache, ...environment },
      encoding: 'utf8',
      timeout: 30_000,
    },
  );
  rmSync(folder, { recursive: true });
  return { status, stderr, sentences: stderr.split('\n').filter((line) => line.startsWith('- ')) };
}

describe('wrong configuration stops the app at start', () => {
  test('with one sentence for each mistake, and how to begin when there is no .env', () => {
    const { status, stderr, sentences } = start({ ...good, CLIENT_ID: 'x', CLIENT_SECRET: '' });
    expect(status).toBe(1);
    expect(sentences).toHaveLength(3);
    expect(stderr.trim().split('\n')).toEqual(['The app cannot start:', ...sentences]);
    expect(sentences.join()).toMatch(/CLIENT_ID.*credential/);
    // On a server, the file is missing on purpose.
    expect(sentences.at(-1)).toBe(
      '- There is no .env file in this folder. On your own machine, create one: cp .env.practice .env',
    );
  });

  test('when a template holds a real secret', () => {
    const { status, sentences } = start(good, {
      '.env': '',
      '.env.sample': 'CLIENT_SECRET=a-real-secret-value\nSESSION_SECRET=another-real-value\n',
    });
    expect(status).toBe(1);
    expect(sentences).toEqual([
      expect.stringContaining('.env.sample holds a real CLIENT_SECRET'),
      expect.stringContaining('.env.sample holds a real SESSION_SECRET'),
    ]);
    expect(sentences.join()).not.toContain('a-real-secret-value');
  });

  test('when a session secret is short, or missing on a public address', () => {
    const env = { '.env': '' };
    const short = start({ ...good, SESSION_SECRET: `${'long'.repeat(8)},short` }, env);
    expect(short.sentences).toEqual([expect.stringContaining('at least 32 characters')]);
    const open = { ...good, REDIRECT_URI: 'https://app.example/auth/redirect' };
    expect(start(open, env).sentences).toEqual([
      expect.stringContaining('SESSION_SECRET is missing'),
    ]);
  });

  test('when App Service left a reference to Key Vault in place of a secret', () => {
    const reference = '@Microsoft.KeyVault(VaultName=kvexample;SecretName=session-secret)';
    const { status, sentences } = start({ ...good, SESSION_SECRET: reference }, { '.env': '' });
    expect(status).toBe(1);
    expect(sentences).toEqual([
      expect.stringContaining(
        "SESSION_SECRET is a Key Vault reference that App Service couldn't read",
      ),
    ]);
  });

  test.each([
    ['ERROR_PAGES', 'localhost:4321/errors/'],
    ['ERROR_PAGES', 'javascript:alert(1)/'],
    ['ERROR_PAGES', 'http://localhost:4321/errors'],
    ['ERROR_PAGES', 'http://localhost:4321/?to=/'],
    ['SIGN_IN_LIMIT', '-1'],
    ['SIGN_IN_LIMIT', 'many'],
    ['REDIS_URL', 'localhost:6379'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '-1'],
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_MAX_MINUTES', '8h'],
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['POST_LOGOUT_REDIRECT_URI', 'goodbye'],
  ])('when %s is %j', (name, value) => {
    const { status, sentences } = start({ ...good, [name]: value }, { '.env': '' });
    expect(status).toBe(1);
    expect(sentences).toEqual([expect.stringMatching(`${name} must (?:be|look)`)]);
  });

  test.each(['/profile', '/Profile/', '/sessions', '/call-api', '/goodbye', '/public/style.css'])(
    'when REDIRECT_URI is the page %s',
    (page) => {
      const REDIRECT_URI = `http://localhost:3000${page}`;
      const { status, sentences } = start({ ...good, REDIRECT_URI }, { '.env': '' });
      expect(status).toBe(1);
      expect(sentences).toEqual([
        expect.stringContaining('is a page of this app: use http://localhost:3000/auth/redirect'),
      ]);
    },
  );

  test('with one sentence when .env is UTF-16, in which everything seems to be missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
    const text = Object.entries(good).map(([name, value]) => `${name}=${value}\r\n`);
    writeFileSync(join(folder, '.env'), `\uFEFF${text.join('')}`, 'utf16le');
    const { stderr } = startIn(folder, {});
    expect(stderr.trim().split('\n').slice(1)).toEqual([
      '- .env is saved as UTF-16, which Node.js cannot read: save it as UTF-8.',
    ]);
  });

  test('and when it is UTF-16 without a mark, even if the shell has everything', () => {
    const { status, stderr } = start(good, { '.env': 'A=b\n'.replaceAll(/./gs, '$&\0') });
    expect(status).toBe(1);
    expect(stderr).toContain('- .env is saved as UTF-16, which Node.js cannot read');
  });

  test('but not when .env begins with a byte order mark: the first line counts too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
    const text = Object.entries({ ...good, CLIENT_ID: 'wrong' });
    const lines = text.map(([name, value]) => `${name}=${value}\r\n`).join('');
    writeFileSync(join(folder, '.env'), `\uFEFF${lines}`);
    const { stderr } = startIn(folder, {});
    expect(stderr.trim().split('\n').slice(1)).toEqual([
      expect.stringContaining('CLIENT_ID must be a GUID'),
    ]);
  });

  test('when Redis would not be found, without telling its password', () => {
    for (const url of [
      'rediss://:S3cret/Canary@cache.example:6380',
      'rediss://:Canary%@cache.example:6380',
      'redis://:Canary@cache.example/sessions',
      'https://:Canary@cache.example',
      'redis://',
    ]) {
      const { status, stderr, sentences } = start({ ...good, REDIS_URL: url }, { '.env': '' });
      expect(status).toBe(1);
      expect(sentences).toEqual([expect.stringContaining('REDIS_URL must look like')]);
      expect(stderr.trim().split('\n')).toEqual(['The app cannot start:', ...sentences]);
      expect(stderr).not.toContain('Canary');
    }
  });
});

describe('what is not set', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('a session secret is then made up, another one at each start; sign-ins are limited', async () => {
    for (const [name, value] of Object.entries(good)) vi.stubEnv(name, value);
    const { configurationFrom } = await import('../../../samples/web-app/config.ts');
    const [one, two] = [configurationFrom(good), configurationFrom(good)];
    expect(one.sessionSecrets).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(one.sessionSecrets).not.toEqual(two.sessionSecrets);
    expect(one.signInsPerMinute).toBe(1000);
    const own = { ...good, SESSION_SECRET: `${'a'.repeat(32)}, ${'b'.repeat(32)}` };
    expect(configurationFrom(own).sessionSecrets).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
    expect(configurationFrom({ ...good, SIGN_IN_LIMIT: '0' }).signInsPerMinute).toBe(0);
    for (const PORT of ['', ' ']) {
      const REDIRECT_URI = 'https://app.example/auth/redirect';
      const open = { ...own, REDIRECT_URI, PORT };
      expect(configurationFrom(open).port).toBe(3000);
      const local = { ...open, REDIRECT_URI: 'http://localhost:3100/auth/redirect' };
      expect(configurationFrom(local).port).toBe(3100);
    }
  });
});

describe('the version of Node', () => {
  const startedOn = (version: string) =>
    spawnSync(
      process.execPath,
      [
        '-e',
        `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./check-node.cjs');`,
      ],
      { cwd: webAppFolder, encoding: 'utf8' },
    );

  test.each(['20.20.0', '22.17.1'])('%s is refused with a sentence and a command', (version) => {
    const { status, stderr } = startedOn(version);
    expect(status).toBe(1);
    expect(stderr).toContain('22.18');
    expect(stderr).toContain('npx --package=node@24 npm start');
  });

  test.each(['22.18.0', '24.0.0'])('%s is fine', (version) => {
    expect(startedOn(version)).toMatchObject({ status: 0, stderr: '' });
  });
});
