import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from '../running-web-app.ts';
import { resolvedTemplate } from './resolved-template.ts';
import { surroundings, template, zipParameters } from './sample-deployment.ts';
import { startTlsRedis, type TlsRedis } from './tls-redis.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const origin = 'https://my-app.azurewebsites.net';
const sessionSecret = randomBytes(32).toString('base64url');
let tenant: RunningTenant;
let redis: TlsRedis;
let folder: string;
beforeAll(async () => {
  tenant = await runningTenant();
  redis = await startTlsRedis(surroundings.keys['primaryKey'] ?? '');
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  copyFileSync(
    join(root, 'samples/practice-platform/make-token.ts'),
    join(folder, 'make-token.ts'),
  );
  const keys = execFileSync(process.execPath, ['make-token.ts'], { cwd: folder, encoding: 'utf8' });
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  await directory.saveRegistration({
    ...app,
    secrets: [],
    redirectUris: [...app.redirectUris, `${origin}/auth/redirect`, `${origin}/goodbye`],
    federatedCredentials: [
      {
        issuer: 'https://platform.example',
        subject: 'my-web-app',
        audience: 'api://AzureADTokenExchange',
        keys: JSON.parse(keys),
      },
    ],
  });
});
afterAll(async () => {
  await redis?.stop();
  await tenant?.remove();
  if (folder) rmSync(folder, { recursive: true });
});

const withProperties = z.object({ properties: z.record(z.string(), z.string()) });

/** The environment in which App Service starts the app: its settings, with the secrets that they refer to. */
function appSettings(): Record<string, string> {
  const given = {
    ...zipParameters('entra-id'),
    appName: 'my-app',
    sessionSecret,
    // What the reader fills in: here, the practice tenant.
    settings: {
      TENANT_TYPE: 'entra-id',
      AUTHORITY: `${tenant.origin}/0a0a0a0a-1111-4111-8111-111111111111`,
      CLIENT_ID: clientIds.webApp,
    },
  };
  const { resources } = resolvedTemplate(template, given, surroundings);
  const secrets = Object.fromEntries(
    resources
      .filter(({ type }) => type === 'Microsoft.KeyVault/vaults/secrets')
      .map(({ name, body }) => [
        name,
        withProperties
          .parse(body)
          .properties['value']?.replace('redis.example:10000', `localhost:${redis.port}`),
      ]),
  );
  const settings = withProperties.parse(
    resources.find(({ type }) => type === 'Microsoft.Web/sites/config')?.body,
  ).properties;
  const reference = /^@Microsoft\.KeyVault\(VaultName=([^;]+);SecretName=([^)]+)\)$/;
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const [, vault, secret] = reference.exec(value) ?? [];
      return [name, vault === undefined ? value : (secrets[`${vault}/${secret}`] ?? '')];
    }),
  );
}

/** A browser whose requests to the app go through App Service: https ends there, and it adds headers. */
function browserOf(running: { app: RunningWebApp }): HttpBrowser {
  return new HttpBrowser({
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.origin !== origin) return fetch(input, init);
      const headers = new Headers(init?.headers);
      headers.set('x-forwarded-for', '203.0.113.7:50000');
      headers.set('x-forwarded-proto', 'https');
      return fetch(running.app.origin + url.pathname + url.search, { ...init, headers });
    },
  });
}

async function started(): Promise<RunningWebApp> {
  const { NODE_OPTIONS, PRACTICE_TENANT_FRONT_ORIGIN } = practiceVariables('entra-id', {
    front: tenant.frontOrigin,
    back: tenant.origin,
    custom: tenant.customDomainOrigin,
  });
  return await runningWebApp({
    ...appSettings(),
    FEDERATED_TOKEN_FILE: join(folder, 'token.jwt'),
    // Microsoft's certificates are trusted anyway; these two are for practice.
    NODE_EXTRA_CA_CERTS: redis.certificate,
    NODE_OPTIONS,
    PRACTICE_TENANT_FRONT_ORIGIN,
  });
}

it('the settings of the template start the app, sign a user in, and keep the session over a restart', async () => {
  const running = { app: await started() };
  try {
    const browser = browserOf(running);
    let page = await browser.open(`${origin}/profile`);
    for (const button of ['Sign in', 'Alex Rivera']) page = await browser.press(page, button);
    expect(page.url).toBe(`${origin}/profile`);
    expect(page.text).toContain('Alex Rivera');
    expect((await browser.open(`${origin}/healthz`)).status).toBe(200);

    await running.app.stop();
    running.app = await started();
    const again = await browser.open(`${origin}/profile`);
    expect(again.visited).toEqual([`${origin}/profile`]);
    expect(again.text).toContain('Alex Rivera');
  } finally {
    await running.app.stop();
  }
});
