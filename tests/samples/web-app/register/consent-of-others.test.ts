import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { accessToken, azureCliToken } from './azure-cli.ts';
import { faultyNetwork } from './faulty-network.ts';
import { type Registering, registering } from './registering.ts';

// Microsoft Graph keeps one grant for all users for each client and resource, whoever made it.

let tenant: RunningTenant;
let token: string;
let folder: Registering;
beforeAll(async () => {
  tenant = await runningTenant();
  token = await accessToken(tenant, 'entra-id');
});
afterAll(() => tenant?.remove());
beforeEach(async () => {
  folder = await registering(tenant, 'entra-id');
});
afterEach(async () => {
  await folder.run(['--remove', '--yes'], { token });
  await folder.remove();
});

const everything = ['openid', 'profile', 'offline_access', 'User.Read'];

const application = async () => {
  const registrations = await tenant.directory('entra-id').registrations();
  const found = registrations.find(({ name }) => name === 'Sign-in Lab web app');
  if (found === undefined) throw new Error('The application is missing.');
  return found;
};
const grantByHand = async (...adminConsent: string[]) =>
  tenant.directory('entra-id').saveRegistration({ ...(await application()), adminConsent });
const consents = async () => [...(await application()).adminConsent].sort();
const changesOf = (requests: readonly string[]) =>
  requests
    .filter((request) => request.includes('oauth2PermissionGrants') && !request.startsWith('GET'))
    .map((request) => request.replace(/Grants\/.*/, 'Grants/{id}'));

/** A member without the role registers the app, and someone else grants a part of the consent. */
const partlyGranted = async () => {
  const sams = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
  expect(await folder.run(['--yes'], { token: sams })).toMatchObject({ status: 0 });
  await grantByHand('email', 'User.Read');
};

test('a grant with fewer scopes is completed and not made twice', async () => {
  await partlyGranted();
  const { fetch, requests } = faultyNetwork();
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(0);
  expect(output).toContain('Grant consent for all users: openid profile offline_access …');
  expect(changesOf(requests)).toEqual(['PATCH /oauth2PermissionGrants/{id}']);
  expect(await consents()).toEqual([...everything, 'email'].sort());
});

test('a grant that appears just before its own request is completed too', async () => {
  const network = faultyNetwork();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.method === 'POST' && String(input).endsWith('/oauth2PermissionGrants'))
      await grantByHand('email', 'User.Read');
    return network.fetch(input, init);
  };
  expect(await folder.run(['--yes'], { token, fetch })).toMatchObject({ status: 0 });
  expect(changesOf(network.requests)).toEqual([
    'POST /oauth2PermissionGrants',
    'PATCH /oauth2PermissionGrants/{id}',
  ]);
  expect(await consents()).toEqual([...everything, 'email'].sort());
  await removeConsent();
  expect(await consents()).toEqual(['User.Read', 'email']);
});

/** Only the first step of --remove. */
const removeConsent = () =>
  folder.run(['--remove', '--yes'], {
    token,
    onPrint: (line, interrupt) => line.startsWith('[2/') && interrupt(),
  });

test('--remove takes away the scopes that it added, and no others', async () => {
  await partlyGranted();
  await folder.run(['--yes'], { token });
  const { output } = await removeConsent();
  expect(output).toContain('Others granted email User.Read, so that stays.');
  expect(await consents()).toEqual(['User.Read', 'email']);
});

test('--remove takes away what it added again after someone had narrowed it', async () => {
  await folder.run(['--yes'], { token });
  await grantByHand('User.Read');
  await folder.run(['--yes'], { token });
  await removeConsent();
  expect(await consents()).toEqual([]);
});

test('an account that may not extend a grant is told so, and --remove leaves the grant', async () => {
  await partlyGranted();
  const sams = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
  const { status, output } = await folder.run(['--yes'], { token: sams });
  expect(status).toBe(0);
  expect(output).toContain('left to an administrator');
  const { CLIENT_ID } = parseEnv(await folder.text('.env'));
  expect(output).toContain(`adminconsent?client_id=${CLIENT_ID}`);
  expect(JSON.parse(await folder.text('.registration.json'))).toMatchObject({ consents: [] });
});
