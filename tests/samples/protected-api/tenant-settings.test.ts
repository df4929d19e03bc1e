import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import type { Setting } from '../../../src/practice-tenant/directory/tenant-settings.ts';
import { attempt, authorityFor, msalApp } from '../../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from './practice-environment.ts';
import { type ServedApi, served } from './served-api.ts';

let tenant: RunningTenant;
let api: ServedApi | undefined;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(async () => {
  await api?.close();
  const settings = tenant.settings('b2c');
  for (const name of await settings.all()) await settings.set(name, false);
});
afterAll(() => tenant.remove());

const uri = 'https://fabrikam.onmicrosoft.com/tasks-api';
const scopes = [`${uri}/Tasks.Read`, `${uri}/Tasks.Write`];

/** The API of a B2C tenant that is set up like this. */
async function startedApi(settings: readonly Setting[], more: Record<string, string> = {}) {
  for (const name of settings) await tenant.settings('b2c').set(name, true);
  const environment = practiceEnvironment('protected-api', 'b2c', tenant);
  api = await served(tasksApi(apiRegistrationFrom({ ...environment, ...more })));
  return `${api.origin}/tasks`;
}
async function tokenOf(user: string, userFlow = 'B2C_1_signupsignin') {
  const authority = authorityFor(tenant, 'b2c', userFlow);
  const { redeem } = await attempt(msalApp(tenant, 'b2c', { authority }), {
    scopes,
    press: [user],
  });
  return (await redeem()).accessToken;
}
const call = (address: string, token: string, title?: string) =>
  fetch(address, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(title !== undefined && { method: 'POST', body: JSON.stringify({ title }) }),
  });

it.each<[Setting[], Record<string, string>, string]>([
  [[], {}, 'B2C_1_signupsignin'],
  [['sub-not-supported'], {}, 'B2C_1_signupsignin'],
  [['no-object-id'], {}, 'B2C_1_signupsignin'],
  [['policy-in-acr'], {}, 'B2C_1_signupsignin'],
  [['policy-in-issuer'], {}, 'B2C_1_signupsignin'],
  [['policy-in-acr', 'policy-in-issuer'], {}, 'B2C_1_signupsignin'],
  [[], { SIGNUPSIGNIN_USER_FLOW: 'B2C_1A_signup_signin' }, 'B2C_1A_signup_signin'],
  [
    ['policy-in-issuer'],
    { SIGNUPSIGNIN_USER_FLOW: 'b2c_1a_signup_signin' },
    'B2C_1A_signup_signin',
  ],
])('keeps the tasks of two users apart with %j and %j', async (settings, more, userFlow) => {
  const address = await startedApi(settings, more);
  const [alex, sam] = [
    await tokenOf('Alex Rivera', userFlow),
    await tokenOf('Sam Okafor', userFlow),
  ];
  expect((await call(address, alex, 'The task of Alex')).status).toBe(201);
  expect(await (await call(address, sam)).json()).toEqual([]);
  expect(await (await call(address, alex)).json()).toMatchObject([{ title: 'The task of Alex' }]);
});

it('refuses a token that could be of any user', async () => {
  const address = await startedApi(['sub-not-supported', 'no-object-id']);
  const refused = await call(address, await tokenOf('Alex Rivera'));
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain("doesn't identify its user");
});

it.each<Setting[]>([['policy-in-acr'], ['policy-in-issuer']])(
  'refuses a user flow that is not configured, with %s',
  async (setting) => {
    const address = await startedApi([setting]);
    const refused = await call(address, await tokenOf('Alex Rivera', 'B2C_1_signupsignin_v1'));
    expect(refused.status).toBe(401);
  },
);

it('takes the tokens of a user flow whose issuer has the other form', async () => {
  const address = await startedApi([]);
  const before = await tokenOf('Alex Rivera');
  expect((await call(address, before)).status).toBe(200);
  await tenant.settings('b2c').set('policy-in-issuer', true);
  expect((await call(address, await tokenOf('Alex Rivera'))).status).toBe(200);
});
