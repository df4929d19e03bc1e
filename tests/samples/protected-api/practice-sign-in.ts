import type { AuthenticationResult } from '@azure/msal-node';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { attempt, msalApp } from '../../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';

/** Signs a user in to the practice web app, who accepts what is asked unless that was done before. */
export async function practiceSignIn(
  tenant: RunningTenant,
  tenantType: TenantType,
  scopes: string[],
  user = 'Alex Rivera',
): Promise<AuthenticationResult> {
  const app = msalApp(tenant, tenantType);
  const signedIn = await attempt(app, { scopes, press: [user] });
  if (signedIn.answer['code'] !== undefined) return signedIn.redeem();
  return (await attempt(app, { scopes, press: [user, 'Accept'] })).redeem();
}
