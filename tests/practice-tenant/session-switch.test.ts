import { afterAll, beforeAll, expect, test } from 'vitest';
import { appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';
import { switchUser } from './session-switch.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test.each(['B2C_1_editprofile', 'B2C_1A_ProfileEdit'])(
  '%s edits the profile of another user once the tenant’s session is that user’s',
  async (flow) => {
    const app = msalApp(tenant, 'b2c');
    const browser = appBrowser();
    const scopes = ['openid'];
    const first = await attempt(app, { browser, scopes });
    expect((await first.redeem()).idTokenClaims).toMatchObject({ name: 'Alex Rivera' });
    await switchUser(tenant, browser, first.url, 'Sam Okafor');
    const authority = authorityFor(tenant, 'b2c', flow);
    const edited = await attempt(app, { browser, scopes, authority, press: ['Continue'] });
    expect((await edited.redeem()).idTokenClaims).toMatchObject({ name: 'Sam Okafor' });
  },
);
