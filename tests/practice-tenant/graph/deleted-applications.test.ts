import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, graphForApp } from './graph-client.ts';
import { type RegisteringClient, redirectUri, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('a deleted application', () => {
  test('is gone for sign-in and for Graph, and comes back when it is restored', async () => {
    const { id, appId } = await graph.create({ web: { redirectUris: [redirectUri] } });
    const registration = () => tenant.directory('entra-id').registration(String(appId));
    expect((await graph.delete(`/v1.0/applications/${id}`)).status).toBe(204);
    expect(errorOf(await graph(`/v1.0/applications/${id}`))).toMatch(/^404/);
    expect(await registration()).toBeUndefined();
    expect((await graph(`/v1.0/directory/deletedItems/${id}`)).json).toMatchObject({ appId });
    expect((await graph.post(`/v1.0/directory/deletedItems/${id}/restore`)).status).toBe(200);
    expect(await registration()).toMatchObject({ redirectUris: [redirectUri] });
    await graph.delete(`/v1.0/applications/${id}`);
    expect((await graph.delete(`/v1.0/directory/deletedItems/${id}`)).status).toBe(204);
    expect((await graph.delete(`/v1.0/directory/deletedItems/${id}`)).status).toBe(404);
  });

  test('is neither restored nor removed by an app that may change only its own', async () => {
    const { id } = await graph.create({});
    expect((await graph.delete(`/v1.0/applications/${id}`)).status).toBe(204);
    const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy']);
    const path = `/v1.0/directory/deletedItems/${id}`;
    expect((await app.post(`${path}/restore`)).status).toBe(403);
    expect((await app.delete(path)).status).toBe(403);
    expect((await graph(path)).status).toBe(200);
    expect((await graph.delete(path)).status).toBe(204);
  });

  test('is not restored while another one has its URI', async () => {
    const uri = 'api://contoso.onmicrosoft.com/restored';
    const { id } = await graph.create({ identifierUris: [uri] });
    await graph.delete(`/v1.0/applications/${id}`);
    const other = await graph.create({ identifierUris: [uri] });
    const path = `/v1.0/directory/deletedItems/${id}/restore`;
    expect((await graph.post(path)).status).toBe(400);
    await graph.delete(`/v1.0/applications/${other['id']}`);
    await graph.delete(`/v1.0/directory/deletedItems/${other['id']}`);
    expect((await graph.post(path)).status).toBe(200);
  });

  test('may be one of those that the tenant starts with, also after a restart', async () => {
    const seeded = '44444444-4444-4444-8444-444444444444';
    expect((await graph.delete(`/v1.0/applications(appId='${seeded}')`)).status).toBe(204);
    await tenant.restart();
    const directory = tenant.directory('entra-id');
    expect(await directory.registration(seeded)).toBeUndefined();
    expect((await directory.registrations()).map(({ clientId }) => clientId)).not.toContain(seeded);
    const [deleted] = await directory.deletedRegistrations();
    expect(deleted?.clientId).toBe(seeded);
  });
});
