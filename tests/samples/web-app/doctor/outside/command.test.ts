import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../../practice-tenant/running-tenant.ts';
import {
  practiceVariables,
  type RunningWebApp,
  runningWebApp,
  webAppFolder,
} from '../../running-web-app.ts';

let tenant: RunningTenant;
let app: RunningWebApp;
beforeAll(async () => {
  tenant = await runningTenant();
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  app = await runningWebApp(practiceVariables('entra-id', { front, back, custom }));
});
afterAll(async () => {
  await app?.stop();
  await tenant?.remove();
});

/** What the command prints, and its exit status. */
async function doctor(...words: string[]) {
  const child = spawn(process.execPath, ['doctor/command/main.ts', ...words], {
    cwd: webAppFolder,
  });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  const [out, err] = await printed;
  return { code, out, err };
}

const Printed = z.object({
  findings: z.array(z.looseObject({ check: z.string(), status: z.string() })),
});

describe('npm run doctor -- --url', () => {
  test('prints a line for each check of the running sample, and ends with 0', async () => {
    const { code, out, err } = await doctor('--url', app.origin);
    expect(err).toBe('');
    expect(out).toContain(`✓ What responds: the sample, at ${app.origin}/`);
    expect(out).toContain('✓ Instances: ');
    expect(out).not.toContain('✗');
    expect(code).toBe(0);
  });

  test('prints JSON and nothing else', async () => {
    const { code, out } = await doctor('--url', `${app.origin}/`, '--json');
    const { findings } = Printed.parse(JSON.parse(out));
    expect(findings.find(({ check }) => check === 'redirect-uri')?.status).toBe('ok');
    expect(code).toBe(0);
  });

  test('ends with 1 where nothing listens, and says so', async () => {
    const { code, out } = await doctor('--url', `http://localhost:${await freePort()}`);
    expect(out).toContain('✗ What responds: ');
    expect(out).toContain('→ Start the app: nothing listens at localhost:');
    expect(code).toBe(1);
  });

  test('waits for a server that never responds no longer than it has to', async () => {
    const server = createServer(() => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, out } = await doctor('--url', `http://127.0.0.1:${port}`);
    expect(out).toContain("✗ What responds: the home page doesn't respond (TIMEOUT)");
    expect(code).toBe(1);
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ['no address', 'example'],
    ['an address with a path', 'https://app.example.com/page'],
    ['an address with a password', 'https://name:secret-word@app.example.com'],
    ['another scheme', 'ftp://app.example.com'],
  ])('takes %s for wrong use, and repeats none of it', async (_, url) => {
    const { code, out, err } = await doctor('--url', url);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('--url needs the address of an app without a path');
    expect(err).not.toContain('secret-word');
  });
});
