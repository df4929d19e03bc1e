import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { compileCache } from '../../../compile-cache.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { webAppFolder } from '../running-web-app.ts';

const Report = z.strictObject({
  findings: z.array(z.looseObject({ check: z.string(), status: z.string(), seen: z.string() })),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run doctor` in a folder of its own. */
function doctor(...words: string[]) {
  return spawnSync(process.execPath, [`${webAppFolder}doctor/command/main.ts`, ...words], {
    cwd: folder,
    env: { ...compileCache },
    encoding: 'utf8',
    timeout: 60_000,
  });
}

test('without .env, the exit status is 1 and the first ✗ says how to begin', () => {
  const { status, stdout, stderr } = doctor();
  expect(status).toBe(1);
  expect(stdout).toContain('✗ The file .env:');
  expect(stdout).toContain('cp .env.practice .env');
  // Nothing else is blamed.
  expect(stdout.match(/^✗/gm)).toHaveLength(1);
  expect(stdout.match(/^\?/gm)).toBeNull();
  expect(stdout).toMatch(
    /^– 23 checks wait for "The file \.env": Configuration, Proxy, .*headers$/m,
  );
  expect(stdout).toMatch(/Not checked: 23\.\n$/);
  // The progress is for terminals only.
  expect(stderr).toBe('');
});

test('a proxy that accepts connections and never responds does not keep the doctor from ending', async () => {
  const silent = createServer();
  const port = await freePort();
  await once(silent.listen(port, '127.0.0.1'), 'listening');
  const settings = {
    TENANT_TYPE: 'entra-id',
    AUTHORITY: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111',
    CLIENT_ID: '22222222-2222-4222-8222-222222222222',
    CLIENT_SECRET: 'a~secret~of~the~app',
    REDIRECT_URI: 'http://localhost:3000/auth/redirect',
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
  };
  const child = spawn(process.execPath, [`${webAppFolder}doctor/command/main.ts`, '--json'], {
    cwd: folder,
    env: { ...compileCache, ...settings },
  });
  const [[code], out] = await Promise.all([once(child, 'exit'), text(child.stdout)]);
  silent.close();
  expect(code).toBe(1);
  const { findings } = Report.parse(JSON.parse(out));
  expect(findings.find(({ check }) => check === 'tls')?.status).toBe('failed');
}, 120_000);

test('--json prints JSON and nothing else', () => {
  const { status, stdout, stderr } = doctor('--json');
  expect(status).toBe(1);
  expect(stderr).toBe('');
  const { findings } = Report.parse(JSON.parse(stdout));
  expect(findings.find(({ check }) => check === 'env-file')?.status).toBe('failed');
});

test('a word that is not known is wrong use, and the use is printed', () => {
  const { status, stdout, stderr } = doctor('--jason');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('--jason');
  expect(stderr).toContain('Use: npm run doctor');
});

test('--help prints the use', () => {
  expect(doctor('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--json') });
});

test('NODE_OPTIONS of a practice .env does not stop it when no practice tenant runs', () => {
  writeFileSync(
    join(folder, '.env'),
    `TENANT_TYPE=entra-id
AUTHORITY=https://localhost:1/0a0a0a0a-1111-4111-8111-111111111111
CLIENT_ID=22222222-2222-4222-8222-222222222222
CLIENT_SECRET=practice~secret
REDIRECT_URI=http://localhost:3000/auth/redirect
PRACTICE_TENANT_FRONT_ORIGIN=http://127.0.0.1:1
NODE_OPTIONS=--import ./practice-tenant-trust.mjs
`,
  );
  const { status, stdout } = doctor();
  expect(status).toBe(1);
  expect(stdout).toContain('✗ Practice tenant: no certificate from http://127.0.0.1:1/ca.pem');
  expect(stdout).toContain('Run npm start in the Sign-in Lab folder first.');
  expect(stdout).not.toContain('practice~secret');
});

test('what NODE_OPTIONS in .env sets for the network counts for the doctor, too', () => {
  const nodeOptions = (text: string) =>
    writeFileSync(join(folder, '.env'), `NODE_OPTIONS=${text}\n`);
  // A module that every start of Node.js with these variables loads.
  const seen = join(folder, 'seen.mjs');
  writeFileSync(seen, 'console.error(process.execArgv.join(" "));');
  const starts = () => {
    const env = { ...compileCache, NODE_OPTIONS: `--import ${seen}` };
    const words = [`${webAppFolder}doctor/command/main.ts`, '--json'];
    const { stderr } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
    return stderr.trimEnd().split('\n');
  };
  nodeOptions('--use-system-ca');
  expect(starts()).toEqual(['', '--use-system-ca']);
  nodeOptions('--import ./practice-tenant-trust.mjs');
  expect(starts()).toEqual(['']);
});
