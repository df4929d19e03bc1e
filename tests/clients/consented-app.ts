import {
  type Registration,
  type TenantType,
  tenantTypes,
} from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { RunningTenant } from '../practice-tenant/running-tenant.ts';

/** The Application ID URI of the Practice Tasks API. */
export const tasksApiUri = (type: TenantType): string =>
  type === 'b2c' ? 'https://fabrikam.onmicrosoft.com/tasks-api' : `api://${clientIds.tasksApi}`;

/** Its scope that the clients ask for. */
export const tasksScope = (type: TenantType): string => `${tasksApiUri(type)}/Tasks.Read`;

/** Changes the Practice web app of every tenant; an administrator has consented to the Tasks API for all users. */
export async function consentedApp(
  tenant: RunningTenant,
  changes: Partial<Pick<Registration, 'redirectUris' | 'certificates' | 'implicitGrant'>> = {},
): Promise<void> {
  for (const type of tenantTypes) {
    const directory = tenant.directory(type);
    const app = await directory.registration(clientIds.webApp);
    if (app === undefined) throw new Error(`No app in ${type}.`);
    const adminConsent = [...new Set([...app.adminConsent, tasksScope(type)])];
    await directory.saveRegistration({ ...app, ...changes, adminConsent });
  }
}
