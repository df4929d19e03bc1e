import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import type { TenantType } from '../../src/scenarios/tenant-types.ts';
import { freePort } from './free-ports.ts';
import { startProcess } from './running-process.ts';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';
import { type UnpackedSample, unpackSample } from './unpacked-sample.ts';

const run = promisify(execFile);
const Findings = z.object({
  findings: z.array(z.object({ check: z.string(), status: z.string(), seen: z.string() })),
});

const domainOf = (tenantType: TenantType): string => {
  const domain = tenants.find(({ type }) => type === tenantType)?.domain;
  if (domain === undefined) throw new Error(`no tenant of the type ${tenantType}`);
  return domain;
};

const accounts = (page: Page) => page.getByRole('list', { name: 'Accounts' });

/**
 * Runs `npm run register` with the options, confirms the device code as Alex, and waits for the end.
 * @returns what it printed
 */
async function register(
  page: Page,
  { folder, env }: UnpackedSample,
  options: readonly string[],
): Promise<string> {
  const shown = /(http\S+) .*?code ([A-Z0-9-]{6,})/;
  const command = await startProcess('npm', ['run', 'register', '--', ...options], {
    cwd: folder,
    env,
    readyWhen: shown,
    withChildren: true,
  });
  try {
    const [, address = '', code = ''] = shown.exec(command.output()) ?? [];
    await page.context().clearCookies();
    await page.goto(address);
    await page.getByLabel('Code').fill(code);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Microsoft Graph Command Line Tools')).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await accounts(page)
      .getByRole('button', { name: /Alex Rivera/ })
      .click();
    const accept = page.getByRole('button', { name: 'Accept' });
    const signedIn = page.getByText('You are signed in to');
    await expect(accept.or(signedIn)).toBeVisible();
    if (await accept.isVisible()) await accept.click();
    await expect(signedIn).toBeVisible();
    await page.context().clearCookies();
    if (command.child.exitCode === null) await once(command.child, 'exit');
    expect(command.child.exitCode, command.output()).toBe(0);
    return command.output();
  } finally {
    await command.stop();
  }
}

for (const scenario of scenarios.filter(({ capability }) => capability === 'call-api')) {
  const { tenantType } = scenario;

  test(`${tenantType}: register, doctor, start, sign in, call the API, sign out, remove`, async ({
    page,
    site,
  }) => {
    const port = await freePort(3000);
    const sample = await unpackSample(site, scenario);
    const { folder, env } = sample;
    const where = ['--practice-tenant', `https://localhost:${site.ports.back}`, '--yes'];
    const envFile = join(folder, '.env');
    try {
      const registered = await register(page, sample, [
        ...where,
        '--tenant',
        domainOf(tenantType),
        '--url',
        `http://localhost:${port}`,
      ]);
      const settings = readFileSync(envFile, 'utf8');
      const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(settings)?.[1] ?? '';
      expect(statSync(envFile).mode & 0o777).toBe(0o600);
      expect(value('CLIENT_SECRET')).not.toBe('');
      expect(registered).not.toContain(value('CLIENT_SECRET'));
      expect(registered).toContain(value('CLIENT_ID'));

      if (tenantType === 'b2c') await addTheApi(page, site, envFile, value('CLIENT_ID'));
      const { stdout } = await run('npm', ['run', '--silent', 'doctor', '--', '--json'], {
        cwd: folder,
        env,
      });
      const { findings } = Findings.parse(JSON.parse(stdout));
      expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(findings.find(({ check }) => check === 'redirect-uri')?.status).toBe('ok');

      await signInAndCallTheApi(page, sample, `http://localhost:${port}`);

      await register(page, sample, [...where, '--remove']);
      expect(existsSync(join(folder, '.registration.json'))).toBe(false);
      // A file that was changed by hand stays, without what was registered.
      const left = existsSync(envFile) ? readFileSync(envFile, 'utf8') : '';
      expect(left.includes(value('CLIENT_SECRET'))).toBe(false);
      expect(left !== '').toBe(tenantType === 'b2c');
      expect(await refusalWithout(page, site, settings)).toContain(
        tenantType === 'b2c' ? 'AADB2C90018' : 'AADSTS700016',
      );
      await page.goto(`http://127.0.0.1:${site.ports.front}/desk/${tenantType}`);
      await expect(page.getByText('Sign-in Lab web app')).toHaveCount(0);
    } finally {
      sample.remove();
    }
  });
}

/** What the command leaves to be done by hand in B2C: permission for an API, and its address in .env. */
async function addTheApi(
  page: Page,
  { ports }: RunningSite,
  envFile: string,
  clientId: string,
): Promise<void> {
  const scope = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';
  await page.goto(`http://127.0.0.1:${ports.front}/desk/b2c/registrations/${clientId}`);
  const permissions = page.getByLabel('Configured permissions');
  await permissions.fill(`${await permissions.inputValue()}\n${scope}`);
  await page.getByRole('button', { name: 'Save permissions' }).click();
  await page.getByRole('button', { name: 'Grant admin consent for' }).click();
  await expect(page.getByText('Granted for everyone')).toContainText('Tasks.Read');
  const endpoint = `https://localhost:${ports.back}/tasks-api/tasks`;
  appendFileSync(envFile, `\nENDPOINT=${endpoint}\nSCOPE=${scope}\n`);
}

async function signInAndCallTheApi(
  page: Page,
  { folder, env }: UnpackedSample,
  origin: string,
): Promise<void> {
  const app = await startProcess('npm', ['start'], {
    cwd: folder,
    env,
    readyWhen: /http:\/\/localhost:\d+/,
    withChildren: true,
  });
  try {
    await page.goto(`${origin}/call-api`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await accounts(page)
      .getByRole('button', { name: /Sam Okafor/ })
      .click();
    await expect(page.getByText('It returned status 200.')).toBeVisible();
    await page.goto(`${origin}/profile`);
    await expect(page.getByText('Sam Okafor').first()).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  } finally {
    await app.stop();
  }
}

/** What the error page says about a sign-in with a registration that is gone. */
async function refusalWithout(page: Page, site: RunningSite, settings: string): Promise<string> {
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(settings)?.[1];
  const flow = value('SIGNUPSIGNIN_USER_FLOW');
  const authority = new URL(
    (value('OIDC_AUTHORITY') ?? value('AUTHORITY') ?? '').replace(/\/v2\.0$/, ''),
  );
  const front = `http://127.0.0.1:${site.ports.front}`;
  const query = new URLSearchParams({
    client_id: value('CLIENT_ID') ?? '',
    response_type: 'code',
    redirect_uri: value('REDIRECT_URI') ?? '',
    scope: 'openid',
  });
  const tenant = authority.pathname + (flow ? `/${flow}` : '');
  await page.goto(`${front}${tenant}/oauth2/v2.0/authorize?${query}`);
  return page.getByRole('main').innerText();
}
