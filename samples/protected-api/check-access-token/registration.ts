import {
  ConfigurationError,
  discoveryUrl,
  type Environment,
  environmentReader,
  isGuid,
  type TenantType,
  tenantAddressFrom,
  tenantTypeFrom,
  tenantTypeRows,
} from '../sign-in/index.ts';

/** Your API as your tenant knows it, and that tenant's addresses. */
export interface ApiRegistration {
  tenantType: TenantType;
  tenantId: string;
  /** The API's own client ID: the audience of version 2.0 access tokens for it. */
  clientId: string;
  /** Scheme, host and first path segment; the web app calls it the authority. */
  authority: URL;
  metadataUrl: string;
  /** The issuers that this configuration allows. Metadata must name one of them; in B2C, every user flow can have its own. */
  issuers: readonly string[];
  /** B2C: the user flows whose tokens are accepted, in lowercase. */
  userFlows: readonly string[];
  /** The object ID of the group whose members can see who uses the API; without it there is no such route. */
  staffGroup: string | undefined;
}

/**
 * Reads TENANT_TYPE, TENANT_ID, CLIENT_ID and what the tenant type adds.
 * @throws ConfigurationError with every mistake at once
 */
export function apiRegistrationFrom(environment: Environment): ApiRegistration {
  const reader = environmentReader(environment);
  const { mistakes } = reader;
  const tenantType = tenantTypeFrom(reader);
  const on = "on the Overview page of your API's registration";
  const tenantId = reader.needGuid('TENANT_ID', `"Directory (tenant) ID" ${on}`).toLowerCase();
  const clientId = reader.needGuid('CLIENT_ID', `"Application (client) ID" ${on}`).toLowerCase();
  const staffGroup = reader.readValid(
    'STAFF_GROUP',
    isGuid,
    'must be the object ID of a group, a GUID: copy it from the Overview page of the group.',
  );
  const address = tenantAddressFrom(tenantType, reader);
  const authority = URL.parse(address.authority);
  const tenant = authority?.pathname.split('/')[1]?.toLowerCase() ?? '';
  if (isGuid(tenant) && isGuid(tenantId) && tenant !== tenantId)
    mistakes.push(`${tenantTypeRows[tenantType].variable} names another tenant than TENANT_ID.`);
  if (mistakes.length > 0 || authority === null) throw new ConfigurationError(mistakes);

  // #region places
  // The issuer comes from the configuration: metadata can only confirm it.
  const { origin } = authority;
  const named = Object.values(address.userFlows ?? {});
  const userFlows = named.map((flow) => flow.toLowerCase());
  // An issuer that names the user flow has it in lowercase; a custom policy's may be as you wrote it.
  const policies = named.length > 0 ? [...userFlows, ...named] : [undefined];
  const { issuers: issuersOf } = tenantTypeRows[tenantType];
  const issuers = [
    ...new Set(policies.flatMap((policy) => issuersOf({ origin, tenantId, policy }))),
  ];
  const [signIn] = userFlows;
  const describes = signIn ? `${address.authority}/${signIn}` : `${origin}/${tenantId}`;
  const metadataUrl = discoveryUrl(new URL(describes)).href;
  // #endregion places
  return { tenantType, tenantId, clientId, authority, metadataUrl, issuers, userFlows, staffGroup };
}
