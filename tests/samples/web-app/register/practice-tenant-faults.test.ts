import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { firstPartyIds } from '../../../../src/practice-tenant/directory/first-party-apps.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { accessToken, azureCliToken } from './azure-cli.ts';
import { faultyNetwork } from './faulty-network.ts';
import { type Registering, registering } from './registering.ts';

// The faults that anyone can switch on at the desk, for the tool that the token is for.

let tenant: RunningTenant;
let token: string;
beforeAll(async () => {
  tenant = await runningTenant();
  token = await accessToken(tenant, 'entra-id');
});
afterAll(() => tenant?.remove());

let folder: Registering;
beforeEach(async () => {
  folder = await registering(tenant, 'entra-id');
});
afterEach(async () => {
  await folder.run(['--remove', '--yes'], { token });
  await folder.remove();
});

const { graphCommandLineTools } = firstPartyIds;
const set = (
  fault:
    | 'graph-throttled-once'
    | 'graph-unavailable'
    | 'graph-replication-delay'
    | 'graph-response-lost',
  isOn: boolean,
) => tenant.faults('entra-id').set(graphCommandLineTools, fault, isOn);

test.each(['graph-throttled-once', 'graph-replication-delay', 'graph-response-lost'] as const)(
  'a run survives the fault %s, and makes one application',
  async (fault) => {
    await set(fault, true);
    const { status } = await folder.run(['--yes'], { token });
    await set(fault, false);
    expect(status).toBe(0);
    const { CLIENT_ID } = parseEnv(await folder.text('.env'));
    const own = (await tenant.directory('entra-id').registrations()).filter(
      ({ name }) => name === 'Sign-in Lab web app',
    );
    expect(own.map(({ clientId }) => clientId)).toEqual([CLIENT_ID]);
  },
);

test('a member’s run waits until the new application is in the local tenant', async () => {
  const sams = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
  const faults = tenant.faults('entra-id');
  await faults.set(firstPartyIds.azureCli, 'graph-replication-delay', true);
  const refusals: string[] = [];
  const watched: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    if (response.status >= 400) refusals.push(await response.clone().text());
    return response;
  };
  const { status, output } = await folder.run(['--yes'], { token: sams, fetch: watched });
  await faults.set(firstPartyIds.azureCli, 'graph-replication-delay', false);
  expect(refusals).toContainEqual(
    expect.stringContaining(
      'the backing application of the service principal being created must in the local tenant',
    ),
  );
  expect(output).not.toContain('Not done:');
  expect(status).toBe(0);
});

test('an application that never gets to the local tenant is waited for a minute', async () => {
  const message =
    'When using this permission, the backing application of the service principal being created must in the local tenant';
  const act = Response.json(
    { error: { code: 'Authorization_RequestDenied', message } },
    { status: 403 },
  );
  const request = /^POST .servicePrincipals$/;
  const { fetch, requests } = faultyNetwork([{ request, act, times: 99 }]);
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toContain(`status 403, Authorization_RequestDenied: ${message}`);
  expect(folder.waits).toEqual([1, 2, 4, 8, 15, 15, 15]);
  expect(requests.filter((each) => request.test(each))).toHaveLength(8);
});

test('while Microsoft Graph is unavailable, a run says so and changes nothing', async () => {
  await set('graph-unavailable', true);
  const { status, output } = await folder.run(['--yes'], { token });
  await set('graph-unavailable', false);
  expect(status).toBe(1);
  expect(output).toContain('status 503');
  expect(output).toContain('Nothing was made or changed.');
  expect(folder.waits).toEqual([1, 1, 1, 1]);
});

test('a member of a tenant that forbids registrations is told which role may', async () => {
  const settings = tenant.settings('entra-id');
  await settings.set('no-app-registrations', true);
  const sams = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
  const { status, output } = await folder.run(['--yes'], { token: sams });
  await settings.set('no-app-registrations', false);
  expect(status).toBe(1);
  expect(output).toContain('status 403, Authorization_RequestDenied');
  expect(output).toContain('Application Developer');
  expect(output).toContain('Nothing was made or changed.');
  expect(folder.waits).toEqual([]);
});

test('a guest or customer, who may not read the directory, is told so', async () => {
  const woodgrove = await registering(tenant, 'external-id');
  const sams = await azureCliToken(tenant, 'external-id', 'Sam Okafor');
  const { status, output } = await woodgrove.run(['--yes'], { token: sams });
  await woodgrove.remove();
  expect(status).toBe(1);
  expect(output).toContain('status 403');
  expect(output).toContain('Nothing was made or changed.');
});
