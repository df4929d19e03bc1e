import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findMsalPython } from '../../scripts/test-tools.ts';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  appBrowser,
  authorityFor,
  redirectUri,
  webAppSecret,
} from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp, tasksApiUri, tasksScope } from './consented-app.ts';

const python = findMsalPython();
let tenant: RunningTenant;
let folder: string;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant);
  folder = await mkdtemp(join(tmpdir(), 'msal-python-'));
  await writeFile(join(folder, 'ca.pem'), tenant.caCertificate);
});
afterAll(async () => {
  await tenant.remove();
  await rm(folder, { recursive: true });
});

const seen = z.object({
  name: z.string(),
  from_cache: z.boolean(),
  is_new: z.boolean(),
  owner: z.string(),
  daemon: z.string(),
});

describe.each(tenantTypes)('MSAL Python with %s', (type) => {
  test('signs in, renews from the cache and with the refresh token, calls the API, and gets a token for itself', async ({
    skip,
  }) => {
    if (python === undefined) return skip('This machine has no Python with MSAL.');
    const app = spawn(python, [fileURLToPath(new URL('apps/msal-python.py', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        // Its own way to be told of a certificate authority, that of requests.
        REQUESTS_CA_BUNDLE: join(folder, 'ca.pem'),
        SETTINGS: JSON.stringify({
          authority: authorityFor(tenant, type).replace(/\/v2\.0$/, ''),
          client_id: clientIds.webApp,
          secret: webAppSecret,
          redirect_uri: redirectUri,
          scopes: [tasksScope(type)],
          app_scope: `${tasksApiUri(type)}/.default`,
          api: `${tenant.origin}/tasks-api/tasks`,
        }),
      },
    });
    const lines = createInterface(app.stdout)[Symbol.asyncIterator]();
    const step = async (): Promise<unknown> =>
      JSON.parse(z.string().parse((await lines.next()).value));
    const { address } = z.object({ address: z.url() }).parse(await step());
    const browser = appBrowser();
    const back = await browser.press(await browser.open(address), 'Sam Okafor');
    const { searchParams } = new URL(back.url);
    app.stdin.end(`${JSON.stringify(Object.fromEntries(searchParams))}\n`);
    const { daemon, ...user } = seen.parse(await step());
    expect(user).toEqual({
      name: 'Sam Okafor',
      from_cache: true,
      is_new: true,
      owner: 'Sam Okafor',
    });
    // A B2C user flow lists the app roles of an app as scopes.
    expect(decodeJwt(daemon)).toMatchObject(
      type === 'b2c' ? { scp: 'Tasks.Read.All' } : { roles: ['Tasks.Read.All'] },
    );
  });
});
