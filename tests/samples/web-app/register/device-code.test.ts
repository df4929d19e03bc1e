import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { azureCliInPath } from './azure-cli.ts';
import { type Registering, registering } from './registering.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

let folder: Registering;
beforeEach(async () => {
  folder = await registering(tenant, 'entra-id');
});
afterEach(() => folder.remove());

// MSAL asks every five seconds, as the identity provider tells it to.
test('a developer who signs in with a code registers the app', { timeout: 60_000 }, async () => {
  const { status, output } = await folder.run(['--yes'], { user: 'Alex Rivera' });
  expect(output).toMatch(/To sign in, open \S+ in a browser and enter the code \w+/);
  expect(output).toContain("If that page needs an administrator's approval, press Ctrl+C.");
  expect(output).toContain('Account:      alex@contoso.onmicrosoft.com');
  expect(output).toContain('Domain:       contoso.onmicrosoft.com');
  expect(status).toBe(0);
  expect(parseEnv(await folder.text('.env'))).toHaveProperty('CLIENT_SECRET');
});

test('a member whose tool needs an administrator’s consent is told what to do', {
  timeout: 60_000,
}, async () => {
  const { status, output } = await folder.run(['--yes'], {
    user: 'Sam Okafor',
    press: ['Back to the app'],
  });
  expect(status).toBe(1);
  expect(output).toContain("You aren't signed in");
  expect(output).toContain('AADSTS90094');
  expect(output).toContain('--sign-in azure-cli');
  expect(output).toContain('Nothing was changed');
});

test('Ctrl+C ends the wait for the code', async () => {
  const onPrint = (line: string, interrupt: () => void) =>
    line.includes('enter the code') && interrupt();
  const { status, output } = await folder.run(['--yes'], { onPrint });
  expect(status).toBe(130);
  expect(output).toContain('Stopped by Ctrl+C');
});

test.each([
  ['is missing', '', "The Azure CLI isn't installed"],
  [
    'is not signed in',
    'echo "ERROR: Please run az login to setup account." >&2; exit 1',
    'Please run az login',
  ],
  ['prints no token', 'echo "{}"', 'returned no access token'],
])('if the Azure CLI %s, that is told', async (_, script, said) => {
  const az = await azureCliInPath(script);
  const PATH = script === '' ? '/nowhere' : `${az}:${process.env['PATH']}`;
  const { status, output } = await folder.run(['--yes', '--sign-in', 'azure-cli'], {
    environment: { PATH },
  });
  expect(status).toBe(1);
  expect(output).toContain(said);
  expect(output).toContain('az login --tenant');
});
