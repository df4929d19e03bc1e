import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';

let tenant: RunningTenant;
const folder = mkdtempSync(join(tmpdir(), 'site-doctor-'));
const certificate = join(folder, 'ca.pem');
beforeAll(async () => {
  tenant = await runningTenant();
  writeFileSync(certificate, tenant.caCertificate);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tenant?.remove();
});

const Printed = z.object({
  findings: z.array(
    z.object({
      check: z.string(),
      status: z.string(),
      todo: z.string().optional(),
      code: z.string().optional(),
      page: z.string().optional(),
      demo: z.string().optional(),
    }),
  ),
});

/** The command with the operator's variables; the "real" tenant is the practice tenant. */
async function doctor(words: string[], variables: Record<string, string> = {}) {
  const script = fileURLToPath(new URL('../../scripts/doctor.ts', import.meta.url));
  const env = { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certificate, ...variables };
  const child = spawn(process.execPath, ['--no-warnings', script, ...words], { env });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  const [out, err] = await printed;
  const findings = words.includes('--json') ? Printed.parse(JSON.parse(out)).findings : [];
  return { code, out, err, findings };
}

const operators = (changes: Record<string, string> = {}) => ({
  ENTRA_ID__CLIENT_ID: '11111111-1111-4111-8111-111111111111',
  ENTRA_ID__CLIENT_SECRET: 'practice~live-demo~not-a-real-secret',
  ENTRA_ID__AUTHORITY: `${tenant.options.origin}/0a0a0a0a-1111-4111-8111-111111111111`,
  ...changes,
});
const secret = 'aB3~not-a-real-secret-value-1234567890ab';

describe('npm run doctor in the repository', () => {
  test('finds nothing wrong with a registration of the operator’s', async () => {
    const { code, out } = await doctor(['--demo', 'entra-id'], operators());
    expect(out).toMatch(/^\nentra-id\n✓ DNS: /);
    expect(out).toContain('✓ Credential: ');
    expect(out).not.toContain('✗');
    expect(code).toBe(0);
  });

  test('checks every demo that has one, and no other', async () => {
    const { findings } = await doctor(['--json'], {
      ...operators(),
      B2C__CLIENT_ID: '11111111-1111-4111-8111-111111111111',
      B2C__CLIENT_SECRET: 'practice~live-demo~not-a-real-secret',
      B2C__AUTHORITY: `${tenant.options.origin}/fabrikam.onmicrosoft.com`,
      B2C__SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
    });
    expect([...new Set(findings.map(({ demo }) => demo))]).toEqual(['entra-id', 'b2c']);
    expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('tells a wrong secret by the operator’s variable, with its page, and never shows it', async () => {
    const { code, out, findings } = await doctor(
      ['--demo', 'entra-id', '--json'],
      operators({ ENTRA_ID__CLIENT_SECRET: secret }),
    );
    const credential = findings.find(({ check }) => check === 'credential');
    expect(credential).toMatchObject({ status: 'failed', code: 'AADSTS7000215' });
    expect(credential?.todo).toContain('ENTRA_ID__CLIENT_SECRET');
    expect(credential?.page).toBe('http://localhost:4321/errors/AADSTS7000215/');
    expect(out).not.toContain(secret);
    expect(code).toBe(1);
  });

  test.each([
    ['https://lab.invalid', true],
    ['http://localhost:4321', false],
  ])('with SITE_ORIGIN=%s, looks at the site from outside: %s', async (SITE_ORIGIN, expected) => {
    const { findings } = await doctor(
      ['--json'],
      operators({ SITE_ORIGIN, SESSION_SECRET: 's'.repeat(32) }),
    );
    expect(findings.some(({ check }) => check === 'cross-site')).toBe(expected);
  });

  test('tells mistakes in the variables, each in a line of its own', async () => {
    const { code, out } = await doctor([], { ENTRA_ID__CLIENT_ID: 'x', PORT: 'y' });
    expect(out).toMatch(/✗ Configuration: PORT /);
    expect(out).toMatch(/✗ Configuration: ENTRA_ID__CLIENT_ID /);
    expect(code).toBe(1);
  });

  test('says that nothing of the operator’s is there to check', async () => {
    const { code, out } = await doctor(['--demo', 'b2c']);
    expect(out).toContain('? Configuration: no variable starts with B2C__');
    expect(code).toBe(0);
  });

  test('refuses a demo that does not exist, and an option that it does not have', async () => {
    expect(await doctor(['--demo', 'x'])).toMatchObject({ code: 2, out: '' });
    expect(await doctor(['--x'])).toMatchObject({ code: 2, out: '' });
  });
});
