import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  apiRegistrationFrom,
  tenantTypes,
} from '../../../samples/protected-api/auth/registration.ts';

const folder = fileURLToPath(new URL('../../../samples/protected-api/', import.meta.url));
const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8');

describe.each(tenantTypes)('the templates for %s', (tenantType) => {
  it('work at once against the practice tenant', () => {
    const registration = apiRegistrationFrom(parseEnv(read(`.env.practice.${tenantType}`)));
    expect(registration).toMatchObject({ tenantType, authority: { hostname: 'localhost' } });
  });

  it('name what is still to be filled in, and nothing else', () => {
    const text = read(`.env.sample.${tenantType}`);
    const assignments = [...text.matchAll(/^(\w+)=(.*)$/gm)];
    expect(assignments[0]?.[1]).toBe('TENANT_TYPE');
    const placeholders = assignments.flatMap(([, name, value]) =>
      value?.includes('<') ? name : [],
    );
    expect(() => apiRegistrationFrom(parseEnv(text))).toThrow(
      expect.objectContaining({
        mistakes: placeholders.map((name) => expect.stringMatching(new RegExp(`^${name} `))),
      }),
    );
  });
});

it('stops at start with a sentence for each mistake', () => {
  const run = spawnSync(process.execPath, ['--env-file=.env.sample.entra-id', 'start.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('- TENANT_ID must be a GUID');
  expect(run.stderr).not.toContain('    at ');
});

it('passes its own type check', () => {
  const compiler = fileURLToPath(
    new URL('../../../node_modules/typescript/bin/tsc', import.meta.url),
  );
  execFileSync(process.execPath, [compiler, '--noEmit', '--project', folder]);
});
