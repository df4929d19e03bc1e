import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { tenantTypes } from '../../../samples/protected-api/sign-in/index.ts';

const folder = fileURLToPath(new URL('../../../samples/protected-api/', import.meta.url));
const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8');

describe.each(tenantTypes)('the templates for %s', (tenantType) => {
  it('work against the practice tenant without changes', () => {
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
        mistakes: expect.toSatisfy(
          (mistakes: string[]) =>
            isDeepStrictEqual(
              mistakes.map((each) => each.split(' ')[0]).toSorted(),
              placeholders.toSorted(),
            ),
          'one for each placeholder',
        ),
      }),
    );
  });
});

const start = (template: string, env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [`--env-file=${template}`, 'start.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });

it('stops at start with a sentence for each mistake', () => {
  const { status, stderr } = start('.env.sample.entra-id');
  expect(status).toBe(1);
  expect(stderr).toContain('- TENANT_ID still holds a placeholder');
  expect(stderr).not.toContain('    at ');
});

it.each(['abc', '70000', '0', '3001.5'])('refuses the port %s with a sentence', (PORT) => {
  const { status, stderr } = start('.env.practice.entra-id', { PORT, NODE_OPTIONS: '' });
  expect(status).toBe(1);
  expect(stderr).toContain('\n- PORT must be a whole number from 1 to 65535.\n');
});

it('passes its own type check', () => {
  const compiler = fileURLToPath(
    new URL('../../../node_modules/typescript/bin/tsc', import.meta.url),
  );
  execFileSync(process.execPath, [compiler, '--noEmit', '--project', folder]);
});
