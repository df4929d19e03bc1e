import type { AuthenticationResult } from '@azure/msal-node';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { attempt, msalApp } from '../../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';

/** Signs a user in to the practice web app; an administrator agrees for everyone if nobody did before. */
export async function practiceSignIn(
  tenant: RunningTenant,
  tenantType: TenantType,
  scopes: string[],
  user = 'Alex Rivera',
): Promise<AuthenticationResult> {
  const app = msalApp(tenant, tenantType);
  const signedIn = await attempt(app, { scopes, press: [user] });
  if (signedIn.answer['code'] !== undefined) return signedIn.redeem();
  const { page, browser } = await attempt(app, { scopes, press: ['Alex Rivera'] });
  await browser.post(page.url, { do: 'accept', 'for-everybody': 'yes' }, page.url);
  return (await attempt(app, { scopes, press: [user] })).redeem();
}
