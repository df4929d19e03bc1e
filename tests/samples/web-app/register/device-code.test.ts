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
  expect(output).toMatch(
    /To sign in, open \S+ in a browser and enter the code \w+\. It's valid for 15 minutes\./,
  );
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

const expired =
  /✗ The code expired before anyone signed in with it\. Nothing was changed\. .*sign in with the Azure CLI first/;

test('a code that expires at the identity provider ends the wait, and says what to do', async () => {
  const onPrint = (line: string) => line.includes('enter the code') && tenant.clock.move(16 * 60);
  const { status, output } = await folder.run(['--yes'], { onPrint });
  await tenant.clock.move(0);
  expect(output).toMatch(expired);
  expect(status).toBe(1);
});

/** The network, with another response of the endpoint for device codes. */
const withDeviceCode =
  (respond: (response: Response) => Promise<Response>): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    return String(input).includes('/devicecode') ? respond(response) : response;
  };

test('a code that expires by the clock of this computer is told the same way', async () => {
  const brief = withDeviceCode(async (response) =>
    Response.json({ ...(await response.json()), interval: 1, expires_in: 0 }),
  );
  const { status, output } = await folder.run(['--yes'], { fetch: brief });
  expect(output).toMatch(expired);
  expect(status).toBe(1);
});

test('a request for a code that is refused is told with the reason, at once', async () => {
  const refused = withDeviceCode(async () =>
    Response.json(
      { error: 'invalid_client', error_description: 'AADSTS53003: Blocked for the test.' },
      { status: 400 },
    ),
  );
  const { status, output } = await folder.run(['--yes'], { fetch: refused });
  expect(output).toContain("You aren't signed in: AADSTS53003: Blocked for the test. Nothing");
  expect(status).toBe(1);
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
