import type { TenantType } from '../scenarios/tenant-types.ts';

/** A client that nobody here wrote. */
interface Client {
  /** Where it's from: a package of npm, of this project or of `tests/clients`, or one of Debian. */
  from: 'npm' | 'npm, tests/clients' | 'Debian';
  package: string;
  /** What the client or the tenant has to be told, besides registration and address, for a sign-in to work. */
  setting?: Partial<Record<TenantType, string>>;
  /** Why the client can't be used with a tenant type. */
  cannot?: Partial<Record<TenantType, string>>;
}

const issuerWithPolicy = 'B2C: the tenant setting `policy-in-issuer`';
const noUserFlow = 'B2C: it can’t put a user flow in its addresses';

const everywhere = (setting: string): Partial<Record<TenantType, string>> => ({
  'entra-id': setting,
  'external-id': setting,
  'external-id-custom-domain': setting,
  b2c: setting,
});
const allHttps = 'the [`https` address](#clients-that-accept-https-only)';

/** By the name in the titles of their suites, in the order of the page. */
export const clients = {
  'MSAL Node': {
    from: 'npm',
    package: '@azure/msal-node',
    setting: { 'external-id-custom-domain': 'custom domain: `protocolMode: "OIDC"`' },
  },
  'MSAL Browser': {
    from: 'npm',
    package: '@azure/msal-browser',
    setting: { 'external-id-custom-domain': 'custom domain: `protocolMode: "OIDC"`' },
  },
  'MSAL Python': {
    from: 'Debian',
    package: 'python3-msal',
    setting: everywhere('`instance_discovery=False`, as for any host that isn’t Microsoft’s'),
  },
  '@azure/identity': {
    from: 'npm, tests/clients',
    package: '@azure/identity',
    cannot: { b2c: noUserFlow },
  },
  'microsoft-graph-client': {
    from: 'npm, tests/clients',
    package: '@microsoft/microsoft-graph-client',
    setting: {
      'entra-id': '`baseUrl` and `customHosts`',
      'external-id': '`baseUrl` and `customHosts`',
      'external-id-custom-domain': '`baseUrl` and `customHosts`',
    },
    cannot: { b2c: 'B2C: users can’t get an access token for Graph' },
  },
  'passport-azure-ad': {
    from: 'npm, tests/clients',
    package: 'passport-azure-ad',
    setting: everywhere(allHttps),
  },
  'Auth.js': {
    from: 'npm',
    package: '@auth/express',
    setting: { b2c: 'B2C: the endpoints, because the metadata document isn’t at the issuer' },
  },
  'better-auth': {
    from: 'npm, tests/clients',
    package: 'better-auth',
    cannot: { b2c: 'B2C: its Microsoft provider requires an issuer that ends with `/v2.0`' },
  },
  'express-openid-connect': {
    from: 'npm, tests/clients',
    package: 'express-openid-connect',
    setting: { ...everywhere(allHttps), b2c: issuerWithPolicy },
  },
  'openid-client': {
    from: 'npm',
    package: 'openid-client',
    setting: everywhere('`allowInsecureRequests`, for pages on `http`'),
  },
  oauth4webapi: { from: 'npm', package: 'oauth4webapi' },
  'oidc-client-ts': { from: 'npm', package: 'oidc-client-ts' },
  'angular-oauth2-oidc': {
    from: 'npm, tests/clients',
    package: 'angular-oauth2-oidc',
    setting: everywhere('`strictDiscoveryDocumentValidation: false`, as with Microsoft'),
  },
  '@hono/oidc-auth': {
    from: 'npm, tests/clients',
    package: '@hono/oidc-auth',
    cannot: {
      b2c: 'B2C: it requires an access token, but asks only for scopes that the metadata document lists',
    },
  },
  '@fastify/oauth2': { from: 'npm, tests/clients', package: '@fastify/oauth2' },
  'simple-oauth2': { from: 'npm, tests/clients', package: 'simple-oauth2' },
  arctic: {
    from: 'npm, tests/clients',
    package: 'arctic',
    setting: everywhere('the class `OAuth2Client`'),
  },
  'jwks-rsa': { from: 'npm, tests/clients', package: 'jwks-rsa' },
  'express-oauth2-jwt-bearer': {
    from: 'npm, tests/clients',
    package: 'express-oauth2-jwt-bearer',
    setting: { b2c: issuerWithPolicy },
  },
  mod_auth_openidc: { from: 'Debian', package: 'libapache2-mod-auth-openidc' },
} as const satisfies Record<string, Client>;

export type ClientName = keyof typeof clients;
export const clientEntries = Object.entries<Client>(clients);
