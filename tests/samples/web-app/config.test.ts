import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
  const { status, stderr } = spawnSync(process.execPath, [`${webAppFolder}app.ts`], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, sentences: stderr.split('\n').filter((line) => line.startsWith('- ')) };
}

describe('wrong configuration stops the app at start', () => {
  test('with one sentence for each mistake, and how to begin when there is no .env', () => {
    const { status, sentences } = start({ ...good, CLIENT_ID: 'x', CLIENT_SECRET: '' });
    expect(status).toBe(1);
    expect(sentences).toHaveLength(3);
    expect(sentences.join()).toMatch(/CLIENT_ID.*credential.*cp \.env\.practice \.env/);
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
    const short = start({ ...good, SESSION_SECRET: 'short' }, env);
    expect(short.sentences).toEqual([expect.stringContaining('at least 32 characters')]);
    const open = { ...good, REDIRECT_URI: 'https://app.example/auth/redirect' };
    expect(start(open, env).sentences).toEqual([
      expect.stringContaining('SESSION_SECRET is missing'),
    ]);
  });

  test.each([
    ['ERROR_PAGES', 'localhost:4321/errors/'],
    ['ERROR_PAGES', 'javascript:alert(1)/'],
    ['ERROR_PAGES', 'http://localhost:4321/errors'],
    ['SIGN_IN_LIMIT', '-1'],
    ['SIGN_IN_LIMIT', 'many'],
  ])('when %s is %j', (name, value) => {
    const { status, sentences } = start({ ...good, [name]: value }, { '.env': '' });
    expect(status).toBe(1);
    expect(sentences).toEqual([expect.stringContaining(`${name} must be`)]);
  });
});

test('an old Node is refused with a sentence and a command', () => {
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.20.0' }); require('./check-node.cjs');`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', old], {
    cwd: webAppFolder,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('22.18');
  expect(stderr).toContain('npx --package=node@24 npm start');
});
