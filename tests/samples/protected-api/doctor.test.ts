import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from './practice-environment.ts';

let tenant: RunningTenant;
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-'));
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tenant?.remove();
});
afterEach(() => rmSync(join(folder, '.env'), { force: true }));

const Printed = z.object({
  findings: z.array(
    z.object({
      check: z.string(),
      status: z.string(),
      seen: z.string(),
      todo: z.string().optional(),
      code: z.string().optional(),
      waitsFor: z.object({ check: z.string() }).optional(),
    }),
  ),
});

interface Asked {
  sample?: 'protected-api' | 'middle-tier';
  tenantType?: string;
  /** Other values in `.env` than the template's. */
  changes?: Record<string, string>;
  words?: string[];
  mode?: number;
  nodeOptions?: string[];
  withoutFile?: boolean;
}

/** Runs the doctor beside a `.env` as a reader has it, on this tenant's ports. */
async function doctor({ sample = 'protected-api', tenantType = 'entra-id', ...more }: Asked = {}) {
  const { changes = {}, words = ['--json'], mode = 0o600, nodeOptions = [], withoutFile } = more;
  const variables = {
    ...practiceEnvironment(sample, tenantType, tenant),
    PORT: String(await freePort()),
    PRACTICE_TENANT_FRONT_ORIGIN: tenant.options.frontOrigin,
    ...changes,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(join(folder, '.env'), lines.join(''));
  chmodSync(join(folder, '.env'), mode);
  if (withoutFile) rmSync(join(folder, '.env'));
  const main = fileURLToPath(new URL(`../../../samples/${sample}/doctor/main.ts`, import.meta.url));
  const env = { PATH: process.env['PATH'] };
  const child = spawn(process.execPath, [...nodeOptions, main, ...words], { cwd: folder, env });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  const [out, err] = await printed;
  const findings = words.includes('--json') ? Printed.parse(JSON.parse(out)).findings : [];
  const failed = findings.filter(({ status }) => status === 'failed');
  return { code, out, err, findings, failed, failedChecks: failed.map(({ check }) => check) };
}

describe('npm run doctor in an API’s folder', () => {
  test.each(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'])(
    'finds nothing wrong with the practice settings of %s',
    async (tenantType) => {
      const { code, findings, failed } = await doctor({ tenantType });
      expect(failed).toEqual([]);
      expect(code).toBe(0);
      const open = findings.filter(({ status }) => status !== 'ok').map(({ check }) => check);
      expect(open).toEqual(['tokens']);
    },
  );

  test.each(['entra-id', 'external-id', 'external-id-custom-domain'])(
    'finds nothing wrong in the middle tier with the practice settings of %s',
    async (tenantType) => {
      const { code, findings, failed } = await doctor({ sample: 'middle-tier', tenantType });
      expect(failed).toEqual([]);
      expect(code).toBe(0);
      for (const check of ['app', 'credential', 'api'])
        expect(findings.find((each) => each.check === check)?.status).toBe('ok');
    },
  );

  test('prints lines for people', async () => {
    const { out, code } = await doctor({ words: [] });
    expect(out).toMatch(/^✓ Node\.js: version .*\n✓ The file \.env: it's the practice tenant's\n/);
    expect(out).toContain('? Access tokens: ');
    expect(code).toBe(0);
  });

  test('refuses an option that it does not have', async () => {
    expect(await doctor({ words: ['--nothing'] })).toMatchObject({ code: 2, out: '' });
  });

  test.each([
    ['TENANT_TYPE', { TENANT_TYPE: 'x' }, 'configuration'],
    ['CLIENT_ID', { CLIENT_ID: 'x' }, 'configuration'],
    ['PORT', { PORT: '0' }, 'ports'],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'x' }, 'proxy'],
  ])('tells a mistake in %s', async (_, changes, check) => {
    const { code, failedChecks } = await doctor({ changes });
    expect([...new Set(failedChecks)]).toEqual([check]);
    expect(code).toBe(1);
  });

  test('tells a tenant that does not exist', async () => {
    const none = '9a9a9a9a-9999-4999-8999-999999999999';
    const AUTHORITY = `${tenant.options.origin}/${none}`;
    const { failed } = await doctor({ changes: { TENANT_ID: none, AUTHORITY } });
    expect(failed).toMatchObject([{ check: 'tenant', code: 'AADSTS90002' }]);
  });

  test.each([
    [30, 'ok'],
    [120, 'warning'],
    [600, 'failed'],
  ])(
    'with a clock %i seconds wrong, its line is %s, as the API accepts one minute',
    async (seconds, status) => {
      const now = `data:text/javascript,const { now } = Date; Date.now = () => now() + ${seconds}000;`;
      const { findings } = await doctor({ nodeOptions: ['--import', now] });
      expect(findings.find(({ check }) => check === 'clock')?.status).toBe(status);
    },
  );

  test('tells an issuer that is not the tenant’s', async () => {
    const otherIssuer = `const { fetch } = globalThis;
      globalThis.fetch = async (...request) => {
        const response = await fetch(...request);
        if (!String(request[0]).endsWith('openid-configuration')) return response;
        const { headers } = response;
        return Response.json({ ...(await response.json()), issuer: 'https://elsewhere.example' }, { headers });
      };`;
    const nodeOptions = ['--import', `data:text/javascript,${encodeURIComponent(otherIssuer)}`];
    const { failed, findings } = await doctor({ nodeOptions });
    expect(failed).toMatchObject([{ check: 'issuer', code: 'provider_untrusted' }]);
    expect(findings.find(({ check }) => check === 'keys')?.status).toBe('unknown');
  });

  test('warns of a .env that others can read, unless it’s the practice tenant’s', async () => {
    const { findings } = await doctor({ changes: { NODE_OPTIONS: '' }, mode: 0o644 });
    const found = findings.find(({ check }) => check === 'env-file');
    expect(found).toMatchObject({ status: 'warning', todo: 'Run chmod 600 .env' });
    const practice = await doctor({ mode: 0o644 });
    expect(practice.findings.find(({ check }) => check === 'env-file')?.status).toBe('ok');
  });

  test('leaves the name of the identity provider to the proxy', async () => {
    const changes = {
      AUTHORITY: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111',
      HTTPS_PROXY: `http://127.0.0.1:${await freePort()}`,
    };
    const { findings } = await doctor({ changes });
    expect(findings.find(({ check }) => check === 'dns')?.status).toBe('ok');
  });

  test('tells an identity provider that nothing reaches', async () => {
    const AUTHORITY = `https://localhost:${await freePort()}/0a0a0a0a-1111-4111-8111-111111111111`;
    const { failedChecks, findings } = await doctor({ changes: { AUTHORITY } });
    expect(failedChecks).toEqual(['tls']);
    expect(findings.find(({ check }) => check === 'keys')?.waitsFor?.check).toBe('tls');
    expect(findings.find(({ check }) => check === 'ports')?.status).toBe('ok');
  });

  test('tells a host without an address once, and folds what waits for it', async () => {
    const AUTHORITY = 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111';
    const noDns = `import dns from 'node:dns/promises'; import { syncBuiltinESMExports } from 'node:module';
      dns.lookup = async () => { throw Object.assign(new Error('none'), { code: 'ENOTFOUND' }); };
      syncBuiltinESMExports();`;
    const nodeOptions = ['--import', `data:text/javascript,${encodeURIComponent(noDns)}`];
    const { out } = await doctor({ changes: { AUTHORITY }, nodeOptions, words: [] });
    expect(out.match(/^✗.*/gm)).toEqual([
      expect.stringMatching(/^✗ DNS: .*login\.microsoftonline\.com/),
    ]);
    expect(out).toContain(
      '– 6 checks wait for "DNS": TLS certificate, Discovery, Tenant, Clock, Issuer, Signing keys\n',
    );
  });

  test('tells a missing .env once', async () => {
    const { failedChecks, findings } = await doctor({ withoutFile: true });
    expect(failedChecks).toEqual(['env-file']);
    expect(findings.find(({ check }) => check === 'configuration')?.waitsFor?.check).toBe(
      'env-file',
    );
  });

  test('tells a practice tenant that does not run', async () => {
    const PRACTICE_TENANT_FRONT_ORIGIN = `http://127.0.0.1:${await freePort()}`;
    const { failed } = await doctor({ changes: { PRACTICE_TENANT_FRONT_ORIGIN } });
    expect(failed).toMatchObject([{ check: 'tls', todo: expect.stringContaining('npm start') }]);
  });

  test('warns of a port in use', async () => {
    const server = createServer();
    const port = await freePort();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const { findings } = await doctor({ changes: { PORT: String(port) } });
    server.close();
    expect(findings.find(({ check }) => check === 'ports')?.status).toBe('warning');
  });

  test('tells a wrong secret of the middle tier, and shows none', async () => {
    const CLIENT_SECRET = 'aB3~not-a-real-secret-value-1234567890ab';
    const { failed, out } = await doctor({ sample: 'middle-tier', changes: { CLIENT_SECRET } });
    expect(failed).toMatchObject([{ check: 'credential', code: 'AADSTS7000215' }]);
    expect(out).not.toContain(CLIENT_SECRET);
  });

  test('tells a client ID of the middle tier that the tenant does not know', async () => {
    const CLIENT_ID = '99999999-9999-4999-8999-999999999999';
    const { failed, findings } = await doctor({ sample: 'middle-tier', changes: { CLIENT_ID } });
    expect(failed).toMatchObject([{ check: 'app', code: 'AADSTS700016' }]);
    expect(findings.find(({ check }) => check === 'credential')?.waitsFor?.check).toBe('app');
  });

  test('tells an API behind the middle tier that does not respond', async () => {
    const ENDPOINT = `https://localhost:${await freePort()}/me`;
    const { failedChecks } = await doctor({ sample: 'middle-tier', changes: { ENDPOINT } });
    expect(failedChecks).toEqual(['api']);
  });
});
