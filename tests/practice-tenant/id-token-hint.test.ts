import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { appBrowser, attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe.each(tenantTypes)('an ID token as a hint in %s', (type) => {
  const silentWith = async (user: string, idToken: string) => {
    const browser = appBrowser();
    const app = msalApp(tenant, type);
    await attempt(app, { browser, press: [user] });
    const extraQueryParameters = { id_token_hint: idToken };
    return (await attempt(app, { browser, prompt: 'none', press: [], extraQueryParameters }))
      .answer;
  };

  test('is right for its user, and for no other', async () => {
    const { idToken } = await (await attempt(msalApp(tenant, type))).redeem();
    expect(await silentWith('Alex Rivera', idToken)).toHaveProperty('code');
    const other = await silentWith('Sam Okafor', idToken);
    expect(other['error_description']).toMatch(/AAD(STS50058|B2C90077)/);
  });
});
