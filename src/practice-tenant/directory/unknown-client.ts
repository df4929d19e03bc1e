import { EntraError } from '../errors/entra-error.ts';
import type { Directory } from './directory.ts';
import type { Tenant } from './model.ts';
import { shownApp } from './shown-names.ts';

/** AADSTS700016, beside the apps that there are. */
export async function unknownClient(
  tenant: Tenant,
  directory: Directory,
  client: string,
): Promise<EntraError> {
  return unknownClientAmong(client, tenant.domain, await clientNames(directory, tenant));
}

/** The same, where the apps have been read already. */
export const unknownClientAmong = (
  client: string,
  tenant: string,
  registered: readonly string[],
): EntraError =>
  new EntraError(
    'AADSTS700016',
    { client, tenant },
    { name: 'client_id', sent: client, registered },
  );

/** Each app of a tenant by its client ID and name. */
export const clientNames = async (directory: Directory, tenant: Tenant): Promise<string[]> =>
  (await directory.registrations()).map((app) => `${app.clientId} (${shownApp(tenant, app)})`);
