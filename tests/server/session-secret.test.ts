import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keptSessionSecret } from '../../src/server/session-secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'secret-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('survives a restart', () => {
  const data = join(folder, 'new');
  const secret = keptSessionSecret(data);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(keptSessionSecret(data)).toBe(secret);
});

it('can be read by its owner only', () => {
  keptSessionSecret(folder);
  expect(statSync(join(folder, 'session-secret')).mode & 0o077).toBe(0);
});

it('differs from machine to machine', () => {
  expect(keptSessionSecret(join(folder, 'a'))).not.toBe(keptSessionSecret(join(folder, 'b')));
});
