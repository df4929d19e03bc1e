import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostDeviceCodes } from '../../../src/practice-tenant/provider/stored-models.ts';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

let tenants: HostedTenants;
beforeAll(async () => {
  tenants = await hostedTenants();
});
afterAll(() => tenants.close());

const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const entra = () => tenants.own(`${tenants.origin}/0a0a0a0a-1111-4111-8111-111111111111`);
const kept = async () => (await tenants.store.list('oidc/')).map(([key]) => key);

test('device codes, which anyone can ask for, push out one another and nothing else', async () => {
  const before = await kept();
  for (let asked = 0; asked < mostDeviceCodes + 20; asked += 1) {
    const answer = await fetch(`${entra()}/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: azureCli, scope: 'openid' }),
    });
    expect(answer.status, await answer.text()).toBe(200);
  }
  const codes = (await kept()).filter((key) => !before.includes(key));
  expect(codes.filter((key) => key.includes('/DeviceCode/'))).toHaveLength(mostDeviceCodes);
  expect(codes.filter((key) => key.includes('/DeviceCode.userCode/'))).toHaveLength(
    mostDeviceCodes,
  );
});

test('signing out without a session keeps nothing', async () => {
  const before = await kept();
  for (const path of ['oauth2/v2.0/logout', 'oauth2/logout'])
    await fetch(`${entra()}/${path}`, { headers: { accept: 'text/html' } });
  expect(await kept()).toEqual(before);
});
