import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test('tokens, sessions, consents, accounts, keys and the CA outlive a restart', async () => {
  const app = msalApp(tenant, 'external-id');
  const careful = () =>
    msalApp(tenant, 'external-id', {
      clientId: clientIds.needsConsent,
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
  const browser = appBrowser();
  const { account } = await (await attempt(app, { browser })).redeem();
  await attempt(careful(), { browser, press: ['Accept'] });
  await tenant.directory('external-id').addUser({ username: 'new', email: 'new@x.y', name: 'New' });
  const keys = `${tenant.origin}/woodgrove.onmicrosoft.com/discovery/v2.0/keys`;
  const before = [await (await fetch(keys)).json(), await caOf(tenant)];

  await tenant.restart();

  expect([await (await fetch(keys)).json(), await caOf(tenant)]).toEqual(before);
  if (account === null) throw new Error('MSAL made no account.');
  const scopes = ['User.Read'];
  expect((await app.acquireTokenSilent({ account, scopes, forceRefresh: true })).idToken).not.toBe(
    '',
  );
  const again = await attempt(careful(), { browser, press: [] });
  expect(again.answer).toHaveProperty('code');
  expect(await tenant.directory('external-id').userNamed('new@x.y')).toMatchObject({ name: 'New' });
});

const caOf = async ({ frontOrigin }: RunningTenant) =>
  (await fetch(`${frontOrigin}/ca.pem`)).text();

test('what the front channel publishes of the CA holds no private key', async () => {
  const pem = await caOf(tenant);
  expect(pem).toContain('BEGIN CERTIFICATE');
  expect(pem).not.toContain('PRIVATE');
});

test('nobody but the owner can read private keys and state', async () => {
  const { dataFolder } = tenant.options;
  const secret = ['state.jsonl', 'certificates/ca.key', 'certificates/server.key'];
  for (const file of secret) {
    expect(((await stat(join(dataFolder, file))).mode & 0o077).toString(8)).toBe('0');
  }
  expect((await readdir(dataFolder)).sort()).toEqual(['certificates', 'state.jsonl']);
});
