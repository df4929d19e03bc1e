import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { tasksApi as tasksApiRegistration } from '../../../samples/protected-api/register/tasks-api.ts';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { accessToken } from '../web-app/register/azure-cli.ts';
import { registering } from '../web-app/register/registering.ts';
import { practiceSignIn } from './practice-sign-in.ts';
import { served } from './served-api.ts';

const sample = fileURLToPath(new URL('../../../samples/protected-api/', import.meta.url));
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

async function registered(type: TenantType) {
  const token = await accessToken(tenant, type);
  const folder = await registering(tenant, type, {
    app: tasksApiRegistration('.env.sample'),
    sample,
  });
  const outcome = await folder.run(['--yes'], { token });
  expect(outcome.status, outcome.output).toBe(0);
  return { folder, token, outcome, environment: parseEnv(await folder.text('.env')) };
}

test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
  '%s: the API that was registered accepts tokens for its scope, and is gone after --remove',
  async (type) => {
    const { folder, token, outcome, environment } = await registered(type);
    const clientId = environment['CLIENT_ID'] ?? '';
    expect(environment).not.toHaveProperty('CLIENT_SECRET');
    expect(outcome.output).toContain(`SCOPE=api://${clientId}/Tasks.Read`);
    const api = await served(tasksApi(apiRegistrationFrom(environment)));
    const scopes = [`api://${clientId}/Tasks.Read`];
    const { accessToken: read } = await practiceSignIn(tenant, type, scopes);
    const authorization = `Bearer ${read}`;
    const call = (path: string, method = 'GET') =>
      fetch(api.origin + path, { method, headers: { authorization } });
    expect((await call('/tasks')).status).toBe(200);
    expect((await call('/tasks', 'POST')).status).toBe(403);

    const again = await folder.run(['--yes'], { token });
    expect(again.output).toContain('Nothing to change');
    const removed = await folder.run(['--yes', '--remove'], { token });
    expect(removed.status, removed.output).toBe(0);
    expect(await tenant.directory(type).registration(clientId)).toBeUndefined();
    await api.close();
    await folder.remove();
  },
);

test('b2c: the scopes are below the name of the tenant, and there are no app roles', async () => {
  const { folder, outcome, environment } = await registered('b2c');
  const clientId = environment['CLIENT_ID'] ?? '';
  expect(outcome.output).toContain(`SCOPE=https://fabrikam.onmicrosoft.com/${clientId}/Tasks.Read`);
  const there = await tenant.directory('b2c').registration(clientId);
  expect(there?.exposedApi).toMatchObject({
    identifierUri: `https://fabrikam.onmicrosoft.com/${clientId}`,
    scopes: ['Tasks.Read', 'Tasks.Write'],
  });
  expect(there?.appRoles ?? []).toEqual([]);
  expect(() => apiRegistrationFrom(environment)).not.toThrow();
  await folder.remove();
});
