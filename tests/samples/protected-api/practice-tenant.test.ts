import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { tenantTypes } from '../../../samples/protected-api/sign-in/index.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from './practice-environment.ts';
import { practiceSignIn } from './practice-sign-in.ts';
import { type ServedApi, served } from './served-api.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe.each(tenantTypes)('with real tokens of the practice tenant %s', (tenantType) => {
  const uri =
    tenantType === 'b2c'
      ? 'https://fabrikam.onmicrosoft.com/tasks-api'
      : 'api://33333333-3333-4333-8333-333333333333';
  let api: ServedApi;

  beforeAll(async () => {
    const environment = practiceEnvironment('protected-api', tenantType, tenant);
    api = await served(tasksApi(apiRegistrationFrom(environment)));
    return () => api.close();
  });

  const signIn = (scopes: string[]) => practiceSignIn(tenant, tenantType, scopes);
  const call = (token: string, init: RequestInit = {}) =>
    fetch(`${api.origin}/tasks`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });

  it('opens each route with its scope, and only that one', async () => {
    const { accessToken: read } = await signIn([`${uri}/Tasks.Read`]);
    expect((await call(read)).status).toBe(200);
    const refused = await call(read, { method: 'POST', body: '{"title":"Read"}' });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="Tasks.Write"');
  });

  it('keeps a task for the user who added it', async () => {
    const { accessToken } = await signIn([`${uri}/Tasks.Read`, `${uri}/Tasks.Write`]);
    const added = await call(accessToken, { method: 'POST', body: '{"title":"Buy milk"}' });
    expect(added.status).toBe(201);
    expect(await (await call(accessToken)).json()).toMatchObject([{ title: 'Buy milk' }]);
  });

  it('refuses the ID token of the same sign-in', async () => {
    const { idToken } = await signIn([`${uri}/Tasks.Read`]);
    const refused = await call(idToken);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('refuses a token for another API of the same tenant, and says whose it is', async () => {
    if (tenantType === 'b2c') return;
    const { accessToken } = await signIn(['User.Read']);
    const refused = await call(accessToken);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('for Microsoft Graph');
  });

  it('refuses the token of every other tenant', async () => {
    const { accessToken } = await signIn([`${uri}/Tasks.Read`]);
    for (const other of tenantTypes.filter((one) => one !== tenantType)) {
      const environment = practiceEnvironment('protected-api', other, tenant);
      const elsewhere = await served(tasksApi(apiRegistrationFrom(environment)));
      const answer = await fetch(`${elsewhere.origin}/tasks`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      await elsewhere.close();
      expect(answer.status, other).toBe(401);
    }
  });
});

it('refuses a B2C user flow that the configuration does not name', async () => {
  const { SIGNUPSIGNIN_USER_FLOW: _, ...environment } = practiceEnvironment(
    'protected-api',
    'b2c',
    tenant,
  );
  const api = await served(
    tasksApi(
      apiRegistrationFrom({ ...environment, SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin_v1' }),
    ),
  );
  const scopes = ['https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'];
  const { accessToken } = await practiceSignIn(tenant, 'b2c', scopes);
  const refused = await fetch(`${api.origin}/tasks`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await api.close();
  expect(refused.headers.get('www-authenticate')).toContain('user flow');
});
