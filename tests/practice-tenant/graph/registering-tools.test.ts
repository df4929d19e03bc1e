import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { appCertificate } from '../app-certificate.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId } from './graph-client.ts';
import { type RegisteringClient, redirectUri, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('certificates', () => {
  const sent = (certificate: string, displayName?: string) => ({
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: new X509Certificate(certificate).raw.toString('base64'),
    ...(displayName && { displayName }),
  });

  test('keep their display name, and their bytes are shown to who selects them', async () => {
    const { certificate } = await appCertificate();
    const { id } = await graph.create({ keyCredentials: [sent(certificate, 'Made by a tool')] });
    const path = `/v1.0/applications/${id}`;
    const plain = await graph(path);
    expect(plain.json['keyCredentials']).toMatchObject([
      { displayName: 'Made by a tool', key: null },
    ]);
    const selected = await graph(`${path}?$select=keyCredentials`);
    expect(selected.json['keyCredentials']).toMatchObject([
      { displayName: 'Made by a tool', key: sent(certificate).key },
    ]);
  });

  test('are added beside those that are named by their ID, and replaced without them', async () => {
    const [first, second] = [await appCertificate(), await appCertificate()];
    const { id } = await graph.create({ keyCredentials: [sent(first.certificate, 'First')] });
    const path = `/v1.0/applications/${id}`;
    const names = async () => {
      const keys: unknown = (await graph(path)).json['keyCredentials'];
      return Array.isArray(keys) ? keys.map(({ displayName }) => displayName) : keys;
    };
    const kept: unknown = (await graph(path)).json['keyCredentials'];
    const both = [...(Array.isArray(kept) ? kept : []), sent(second.certificate, 'Second')];
    expect(errorOf(await graph.patch(path, { keyCredentials: both }))).toBe('204');
    expect(await names()).toEqual(['First', 'Second']);
    const one = { keyCredentials: [sent(second.certificate, 'Second')] };
    expect(errorOf(await graph.patch(path, one))).toBe('204');
    expect(await names()).toEqual(['Second']);
  });
});

test('an app is found by its tag, its name, and its client ID', async () => {
  const tags = ['SignInLab:a-run'];
  const { appId } = await graph.create({ displayName: 'Found by test', tags });
  for (const filter of [
    `tags/any(t:t eq '${tags[0]}')`,
    "displayName eq 'Found by test'",
    `appId eq '${appId}'`,
  ]) {
    const found = await graph(`/v1.0/applications?$filter=${encodeURIComponent(filter)}`);
    expect(entriesOf(found), filter).toMatchObject([{ appId, tags }]);
  }
});

test.each([
  ['AzureADMyOrg', 256],
  ['AzureADandPersonalMicrosoftAccount', 100],
])('an app for %s has at most %i redirect URIs', async (signInAudience, most) => {
  const uris = (count: number) =>
    Array.from({ length: count }, (_, place) => `${redirectUri}/${place}`);
  const app = (count: number) => ({
    displayName: 'Made by test',
    signInAudience,
    web: { redirectUris: uris(count) },
  });
  expect(errorOf(await graph.post('/v1.0/applications', app(most)))).toBe('201');
  expect(errorOf(await graph.post('/v1.0/applications', app(most + 1)))).toMatch(
    /^400 Request_BadRequest: .*'redirectUris'/,
  );
});

test('a deleted application is listed among the deleted ones', async () => {
  const { id, appId } = await graph.create({ displayName: 'Deleted by test' });
  const address = '/v1.0/directory/deletedItems/microsoft.graph.application';
  const listed = async () => entriesOf(await graph(address)).map((each) => each['id']);
  expect(await listed()).not.toContain(id);
  await graph.delete(`/v1.0/applications/${id}`);
  expect(await listed()).toContain(id);
  const filter = encodeURIComponent(`appId eq '${appId}'`);
  expect(entriesOf(await graph(`${address}?$filter=${filter}`))).toHaveLength(1);
});

describe('with the fault graph-replication-delay', () => {
  const delay = (on: boolean) =>
    tenant.faults('entra-id').set(clientIds.webApp, 'graph-replication-delay', on);
  afterEach(() => delay(false));

  test('a new application is not yet there for its service principal, secret, or change', async () => {
    await delay(true);
    const first = await graph.create();
    const principal = () => graph.post('/v1.0/servicePrincipals', { appId: first['appId'] });
    expect(errorOf(await principal())).toMatch(
      /^400 Request_BadRequest: .*does not reference a valid application object/,
    );
    const path = `/v1.0/applications/${first['id']}`;
    expect(errorOf(await graph.post(`${path}/addPassword`))).toMatch(
      /^404 Request_ResourceNotFound/,
    );
    expect(errorOf(await principal())).toBe('201');
    expect(errorOf(await graph.post(`${path}/addPassword`))).toBe('200');
  });

  test('a new service principal is not yet there for a grant, and stays whole', async () => {
    const { appId, id } = await graph.create();
    await delay(true);
    const principal = await graph.createPrincipal(appId);
    // About the application alone, and so of no concern here.
    expect(errorOf(await graph.patch(`/v1.0/applications/${id}`, { notes: 'a' }))).toBe('204');
    const filter = encodeURIComponent(`appId eq '${appId}'`);
    const found = () => graph(`/v1.0/servicePrincipals?$filter=${filter}`);
    expect(entriesOf(await found())).toEqual([]);
    const { id: resourceId } = await graph.servicePrincipal(graphAppId);
    const grant = () =>
      graph.post('/v1.0/oauth2PermissionGrants', {
        clientId: principal['id'],
        consentType: 'AllPrincipals',
        resourceId,
        scope: 'User.Read',
      });
    expect(errorOf(await grant())).toMatch(/^404 Request_ResourceNotFound/);
    expect(errorOf(await grant())).toBe('201');
    expect(entriesOf(await found())).toMatchObject([{ id: principal['id'] }]);
  });
});
