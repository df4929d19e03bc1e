import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { compileCache } from '../compile-cache.ts';

const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test('a Python script starts it with a seed, signs in to its own app, moves the clock, and stops it', async () => {
  const command = [
    ...[process.execPath, path('../../src/practice-tenant/main.ts')],
    ...['--seed', path('from-python/seed.json'), '--port', '0', '--print-json'],
  ];
  const { stdout, stderr } = await run('python3', [path('from-python/use_it.py'), ...command], {
    env: { PATH: process.env['PATH'], ...compileCache },
  });
  const seen = z
    .looseObject({ caCertificateFile: z.string(), front: z.string() })
    .parse(JSON.parse(stdout));
  expect(seen).toMatchObject({
    appToken: { tid: '0a0a0a0a-1111-4111-8111-111111111111' },
    idToken: {
      aud: '5a5a5a5a-0000-4000-8000-000000000001',
      name: 'Sam Okafor',
      groups: [expect.stringMatching(/^[\da-f-]{36}$/)],
    },
    before: { displayName: 'Sam Okafor' },
    clock: { offsetSeconds: 91 * 86_400 },
    after: { error: { code: 'InvalidAuthenticationToken' } },
    renewed: { error: 'invalid_grant' },
    status: 0,
  });
  expect(stderr).toContain('The practice tenant is ready.');
  expect(existsSync(dirname(dirname(seen.caCertificateFile)))).toBe(false);
  await expect(fetch(seen.front)).rejects.toThrow();
});
