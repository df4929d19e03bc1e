import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphFor, graphForApp } from './graph-client.ts';
import { type RegisteringClient, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

const alex = '0a0a0a0a-0000-4000-8000-000000000001';
const sam = '0a0a0a0a-0000-4000-8000-000000000002';
const reference = (id: unknown, type = 'directoryObjects') => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/${type}/${id}`,
});
const full = () => graphFor(tenant, ['Application.ReadWrite.All', 'Directory.Read.All']);
const denied =
  '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';

/** An application and its service principal, each with the address of its owners. */
async function owned() {
  const { id, appId } = await graph.create();
  const principal = await graph.createPrincipal(appId);
  return [`/v1.0/applications/${id}`, `/v1.0/servicePrincipals/${principal['id']}`];
}

describe('an application and its service principal', () => {
  test('belong to who made them', async () => {
    for (const path of await owned()) {
      const { json } = await graph(`${path}/owners`);
      expect(json).toEqual({
        '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#directoryObjects`,
        value: [
          expect.objectContaining({
            '@odata.type': '#microsoft.graph.user',
            id: alex,
            displayName: 'Alex Rivera',
          }),
        ],
      });
    }
  });

  test('get further owners by reference, and lose them again', async () => {
    const client = await full();
    const app = await graph.servicePrincipal(clientIds.webApp);
    for (const path of await owned()) {
      const at = `${path}/owners`;
      expect((await client.post(`${at}/$ref`, reference(sam))).status).toBe(204);
      const asApp = reference(app['id'], 'servicePrincipals');
      expect((await client.post(`${at}/$ref`, asApp)).status).toBe(204);
      expect(errorOf(await client.post(`${at}/$ref`, reference(sam, 'users')))).toBe(
        "400 Request_BadRequest: One or more added object references already exist for the following modified properties: 'owners'.",
      );
      const all = await client(`${at}?$select=id,userPrincipalName,appId`);
      expect(entriesOf(all)).toEqual([
        expect.objectContaining({ id: alex }),
        {
          '@odata.type': '#microsoft.graph.user',
          id: sam,
          userPrincipalName: 'sam@contoso.onmicrosoft.com',
        },
        {
          '@odata.type': '#microsoft.graph.servicePrincipal',
          id: app['id'],
          appId: clientIds.webApp,
        },
      ]);
      const users = await client(`${at}/microsoft.graph.user?$select=id`);
      expect(entriesOf(users)).toEqual([{ id: alex }, { id: sam }]);
      const apps = await client(`${at}/graph.servicePrincipal?$select=appId`);
      expect(entriesOf(apps)).toEqual([{ appId: clientIds.webApp }]);
      expect(entriesOf(await client(`${at}/$ref`))[1]).toEqual({
        '@odata.id': `${tenant.origin}/graph/v1.0/directoryObjects/${sam}`,
      });
      const eventual = { headers: { consistencylevel: 'eventual' } };
      expect((await client(`${at}/$count`, eventual)).json['text']).toBe('3');

      expect((await client.delete(`${at}/${sam}/$ref`)).status).toBe(204);
      expect((await client.delete(`${at}/${sam}/$ref`)).status).toBe(404);
      expect(entriesOf(await client(at))).toHaveLength(2);
    }
  });

  test('refuse a reference that leads to nothing', async () => {
    const client = await full();
    const [path = ''] = await owned();
    const nobody = '99999999-0000-4000-8000-000000000000';
    expect((await client.post(`${path}/owners/$ref`, reference(nobody))).status).toBe(404);
    expect(errorOf(await client.post(`${path}/owners/$ref`, { id: sam }))).toBe(
      "400 Request_BadRequest: Invalid value specified for property '@odata.id' of resource 'DirectoryObject'.",
    );
  });
});

describe('an owner', () => {
  test('who is no administrator changes the own app, and no other', async () => {
    const client = await full();
    const [app = '', principal = ''] = await owned();
    const his = await graphFor(tenant, ['Application.ReadWrite.All'], { who: 'Sam Okafor' });
    for (const path of [app, principal]) {
      expect(errorOf(await his.patch(path, { tags: ['seen'] }))).toBe(denied);
      await client.post(`${path}/owners/$ref`, reference(sam));
      expect((await his.patch(path, { tags: ['seen'] })).status).toBe(204);
    }
    expect((await his.post(`${app}/addPassword`)).status).toBe(200);
    await client.delete(`${app}/owners/${sam}/$ref`);
    expect(errorOf(await his.post(`${app}/addPassword`))).toBe(denied);
  });

  test('is every member of the app they register, but no guest', async () => {
    const scopes = ['Application.ReadWrite.All'];
    const his = await graphFor(tenant, scopes, { who: 'Sam Okafor' });
    const created = await his.post('/v1.0/applications', { displayName: 'Sam’s' });
    expect(created.status).toBe(201);
    const path = `/v1.0/applications/${created.json['id']}`;
    expect(entriesOf(await graph(`${path}/owners`))).toEqual([
      expect.objectContaining({ id: sam }),
    ]);
    const { appId } = created.json;
    expect((await his.post('/v1.0/servicePrincipals', { appId })).status).toBe(201);
    expect((await his.delete(path)).status).toBe(204);
    const guest = await graphFor(tenant, scopes, { who: 'Noor Haddad' });
    expect(errorOf(await guest.post('/v1.0/applications', { displayName: 'No' }))).toBe(denied);
  });

  test('may be an app with Application.ReadWrite.OwnedBy, of what it did not make', async () => {
    const client = await full();
    const owner = await graph.servicePrincipal(clientIds.webApp);
    const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy']);
    for (const path of await owned()) {
      expect(errorOf(await app.patch(path, { tags: ['seen'] }))).toBe(denied);
      await client.post(`${path}/owners/$ref`, reference(owner['id']));
      expect((await app.patch(path, { tags: ['seen'] })).status).toBe(204);
    }
  });
});
