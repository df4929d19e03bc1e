import {
  backOrigin,
  basePath,
  frontOrigin,
  issuerOfVersion1,
  issuerPattern,
  type Origins,
  paths,
  pathsOfVersion1,
} from '../directory/addresses.ts';
import { grantTypes } from '../directory/grant-types.ts';
import type { SharedName, Tenant, UserFlow } from '../directory/model.ts';
import { openIdScopes } from '../directory/scopes.ts';

export interface DiscoveryOptions {
  tenant: Tenant;
  userFlow: UserFlow | undefined;
  origins: Origins;
  issuer: string;
  /** The word in place of a tenant. */
  shared?: SharedName | undefined;
}

/**
 * The metadata document of OpenID Connect Discovery 1.0 §3, with the members that the real service has
 * and in their order: pages on the front channel, the rest on the back. What the practice tenant doesn't
 * have (Kerberos, mutual TLS) isn't named.
 */
export function discoveryDocument(options: DiscoveryOptions): Record<string, unknown> {
  return options.tenant.dialect === 'b2c' ? ofUserFlow(options) : ofVersion2(options);
}

function ofVersion2(options: DiscoveryOptions): Record<string, unknown> {
  const { tenant, origins, issuer } = options;
  const { front, back } = basesOf(options);
  return {
    token_endpoint: back + paths.token,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
    ],
    jwks_uri: back + paths.keys,
    ...everywhere,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: openIdScopes,
    issuer: issuerNamed(options, issuer),
    request_uri_parameter_supported: false,
    ...(tenant.hasGraph && { userinfo_endpoint: `${origins.back}/graph/oidc/userinfo` }),
    authorization_endpoint: front + paths.authorize,
    ...(tenant.grants.includes(grantTypes.deviceCode) && {
      device_authorization_endpoint: back + paths.deviceCode,
    }),
    ...logout,
    end_session_endpoint: front + paths.logout,
    claims_supported: [
      ...claimsOfBoth,
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    ...cloudOf(options),
  };
}

/** The document of the v1.0 endpoints, which have another issuer. */
export function discoveryDocumentOfVersion1(options: DiscoveryOptions): Record<string, unknown> {
  const { tenant, origins } = options;
  const { front, back } = basesOf(options);
  return {
    token_endpoint: back + pathsOfVersion1.token,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
    ],
    jwks_uri: `${backOrigin(tenant, origins)}/common${pathsOfVersion1.keys}`,
    ...everywhere,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid'],
    issuer: issuerNamed(options, issuerOfVersion1(tenant, origins)),
    microsoft_multi_refresh_token: true,
    authorization_endpoint: front + pathsOfVersion1.authorize,
    device_authorization_endpoint: back + pathsOfVersion1.deviceCode,
    ...logout,
    end_session_endpoint: front + pathsOfVersion1.logout,
    claims_supported: [
      ...claimsOfBoth.slice(0, -1),
      'amr',
      'nonce',
      'email',
      'given_name',
      'family_name',
      'nickname',
    ],
    userinfo_endpoint: back + pathsOfVersion1.userInfo,
    ...cloudOf(options),
  };
}

function ofUserFlow(options: DiscoveryOptions): Record<string, unknown> {
  const { tenant, issuer } = options;
  const { front, back } = basesOf(options);
  return {
    issuer,
    authorization_endpoint: front + paths.authorize,
    token_endpoint: back + paths.token,
    end_session_endpoint: front + paths.logout,
    jwks_uri: back + paths.keys,
    response_modes_supported: everywhere.response_modes_supported,
    response_types_supported: [
      'code',
      'code id_token',
      'code token',
      'code id_token token',
      'id_token',
      'id_token token',
      'token',
      'token id_token',
    ],
    scopes_supported: ['openid'],
    subject_types_supported: everywhere.subject_types_supported,
    id_token_signing_alg_values_supported: everywhere.id_token_signing_alg_values_supported,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    // First the application claims of the user flow, then those of every token.
    claims_supported: [
      'emails',
      'given_name',
      'family_name',
      'name',
      ...tenant.signUpAttributes.map(({ name }) => name),
      'oid',
      'sub',
      'idp',
      'tfp',
      'iss',
      'iat',
      'exp',
      'aud',
      'acr',
      'nonce',
      'auth_time',
    ],
  };
}

function basesOf({ tenant, userFlow, origins, shared }: DiscoveryOptions) {
  const base = shared === undefined ? basePath(tenant, userFlow) : `/${shared}`;
  return { front: frontOrigin(tenant, origins) + base, back: backOrigin(tenant, origins) + base };
}

/** Tokens from a shared endpoint are issued by the user's own tenant, so it names a pattern; personal accounts have one. */
const issuerNamed = ({ tenant, shared }: DiscoveryOptions, issuer: string): string =>
  shared === undefined || tenant.isPersonal ? issuer : issuerPattern(tenant, issuer);

const everywhere = {
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
};

const logout = { http_logout_supported: true, frontchannel_logout_supported: true };

const claimsOfBoth = [
  'sub',
  'iss',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'acr',
  'nonce',
];

/** The hosts are this one's: an app that builds addresses from them must not leave with practice tokens. */
function cloudOf({ tenant, origins, shared }: DiscoveryOptions) {
  const { host } = new URL(origins.back);
  return {
    tenant_region_scope: shared === undefined ? 'NA' : null,
    cloud_instance_name: new URL(backOrigin(tenant, origins)).host,
    cloud_graph_host_name: host,
    msgraph_host: host,
    rbac_url: 'https://pas.windows.net',
  };
}
