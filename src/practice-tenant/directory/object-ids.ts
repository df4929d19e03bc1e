import { derivedId } from './derived-id.ts';
import type { TenantNames } from './model.ts';

/** The object ID of an app registration, which isn't its client ID. */
export const applicationId = ({ id }: TenantNames, clientId: string): string =>
  derivedId(id, 'application', clientId);

/** The object ID of an app's service principal in a tenant. */
export const servicePrincipalId = ({ id }: TenantNames, clientId: string): string =>
  derivedId(id, 'service principal', clientId);
