import { isGuid } from './authority.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type Environment, placesOf } from './tenant-places.ts';

export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** Your API as your tenant knows it, and where that tenant speaks. */
export interface ApiRegistration {
  tenantType: TenantType;
  tenantId: string;
  /** The API's own client ID: the audience of version 2.0 access tokens for it. */
  clientId: string;
  /** Scheme, host and first path segment; the web app calls it the authority. */
  authority: URL;
  metadataUrl: string;
  /** The issuers that this configuration allows. Metadata may name one of them and no other. */
  issuers: readonly string[];
  /** B2C: the user flows whose tokens are accepted, in lower case. */
  userFlows: readonly string[];
}

/**
 * Reads TENANT_TYPE, TENANT_ID, CLIENT_ID and what the tenant type adds.
 * @throws ConfigurationError with every mistake at once
 */
export function apiRegistrationFrom(environment: Environment): ApiRegistration {
  const mistakes: string[] = [];
  const tenantType = tenantTypes.find((one) => one === environment['TENANT_TYPE']);
  if (tenantType === undefined) {
    throw new ConfigurationError([`TENANT_TYPE must be one of ${tenantTypes.join(', ')}.`]);
  }
  const readGuid = (name: string, where: string): string => {
    const value = environment[name]?.trim().toLowerCase() ?? '';
    if (!isGuid(value)) mistakes.push(`${name} must be a GUID: copy it from ${where}.`);
    return value;
  };
  const tenantId = readGuid('TENANT_ID', '"Directory (tenant) ID" on your API\'s Overview page');
  const clientId = readGuid('CLIENT_ID', '"Application (client) ID" on your API\'s Overview page');
  const places = placesOf(tenantType, tenantId, environment, mistakes);
  if (places === undefined || mistakes.length > 0) throw new ConfigurationError(mistakes);
  return { tenantType, tenantId, clientId, ...places };
}
