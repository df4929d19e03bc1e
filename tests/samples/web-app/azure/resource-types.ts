import { z } from 'zod';

/*
 * What Microsoft's template reference allows in the resources of our template: names, types, and
 * values of properties, for exactly these API versions. Strict, so a misspelled property, a wrong
 * value, and a wrong type are each found. Properties that the template doesn't use are left out.
 *
 * It can't find what only Azure knows: names that are taken, sizes that a region or a plan doesn't
 * have, quotas, policies, and roles that the person who deploys lacks. `az deployment group
 * validate` asks Azure for that.
 */

const resource = { name: z.string().min(1), location: z.string().min(1) };
const identity = z.strictObject({
  type: z.enum(['SystemAssigned', 'UserAssigned', 'SystemAssigned, UserAssigned', 'None']),
  userAssignedIdentities: z.record(
    z.string().regex(/\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/),
    z.strictObject({}),
  ),
});
const tlsVersion = z.enum(['1.0', '1.1', '1.2', '1.3']);
const site = z.strictObject({
  serverFarmId: z.string(),
  httpsOnly: z.boolean(),
  clientAffinityEnabled: z.boolean(),
  keyVaultReferenceIdentity: z.string(),
  siteConfig: z.strictObject({
    linuxFxVersion: z.string().regex(/^NODE\|\d+-lts$/),
    appCommandLine: z.string(),
    healthCheckPath: z.string().startsWith('/'),
    alwaysOn: z.boolean(),
    http20Enabled: z.boolean(),
    minTlsVersion: tlsVersion,
    scmMinTlsVersion: tlsVersion,
    ftpsState: z.enum(['AllAllowed', 'FtpsOnly', 'Disabled']),
  }),
});
const guid = z.guid();
const web = 'https://learn.microsoft.com/azure/templates/microsoft.web/2024-11-01/';
const settings = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());
const publishing = (name: RegExp) => ({
  apiVersion: '2024-11-01',
  name: z.string().regex(name),
  rest: { properties: z.strictObject({ allow: z.boolean() }) },
});

interface ResourceType {
  page: string;
  apiVersion: string;
  name?: z.ZodType<string>;
  rest: z.ZodRawShape;
}

const resourceTypes: Record<string, ResourceType> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.managedidentity/2024-11-30/userassignedidentities',
    apiVersion: '2024-11-30',
    rest: {
      location: resource.location,
      properties: z.strictObject({ isolationScope: z.enum(['None', 'Regional']).optional() }),
    },
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.managedidentity/2024-11-30/userassignedidentities/federatedidentitycredentials',
    apiVersion: '2024-11-30',
    name: z.string().regex(/^[^/]+\/[a-zA-Z0-9][a-zA-Z0-9-_]{2,119}$/),
    rest: {
      properties: z.strictObject({
        issuer: z.url(),
        subject: z.string().min(1),
        audiences: z.array(z.string()).length(1),
      }),
    },
  },
  'Microsoft.KeyVault/vaults': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.keyvault/2024-11-01/vaults',
    apiVersion: '2024-11-01',
    name: z.string().regex(/^[a-zA-Z0-9-]{3,24}$/),
    rest: {
      location: resource.location,
      properties: z.strictObject({
        tenantId: guid,
        sku: z.strictObject({ family: z.literal('A'), name: z.enum(['standard', 'premium']) }),
        enableRbacAuthorization: z.boolean(),
        softDeleteRetentionInDays: z.int().min(7).max(90),
      }),
    },
  },
  'Microsoft.KeyVault/vaults/secrets': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.keyvault/2024-11-01/vaults/secrets',
    apiVersion: '2024-11-01',
    name: z.string().regex(/^[a-zA-Z0-9-]{3,24}\/[a-zA-Z0-9-]{1,127}$/),
    rest: { properties: z.strictObject({ value: z.string().min(1) }) },
  },
  'Microsoft.Authorization/roleAssignments': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.authorization/2022-04-01/roleassignments',
    apiVersion: '2022-04-01',
    name: z.guid(),
    rest: {
      properties: z.strictObject({
        roleDefinitionId: z.string().regex(/\/roleDefinitions\/[0-9a-f-]{36}$/),
        principalId: guid,
        principalType: z.enum(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']),
      }),
    },
  },
  'Microsoft.Cache/redisEnterprise': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise',
    apiVersion: '2025-07-01',
    name: z.string().regex(/^(?=.{1,60}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/),
    rest: {
      location: resource.location,
      sku: z.strictObject({ name: z.enum([0, 1, 3, 5, 10, 20, 50].map((n) => `Balanced_B${n}`)) }),
      properties: z.strictObject({
        minimumTlsVersion: z.enum(['1.0', '1.1', '1.2']),
        publicNetworkAccess: z.enum(['Enabled', 'Disabled']),
      }),
    },
  },
  'Microsoft.Cache/redisEnterprise/databases': {
    page: 'https://learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise/databases',
    apiVersion: '2025-07-01',
    name: z.string().endsWith('/default'),
    rest: {
      properties: z.strictObject({
        clientProtocol: z.enum(['Encrypted', 'Plaintext']),
        port: z.int(),
        clusteringPolicy: z.enum(['EnterpriseCluster', 'OSSCluster', 'NoCluster']),
        accessKeysAuthentication: z.enum(['Enabled', 'Disabled']),
      }),
    },
  },
  'Microsoft.Web/serverfarms': {
    page: `${web}serverfarms`,
    apiVersion: '2024-11-01',
    rest: {
      location: resource.location,
      kind: z.literal('linux'),
      sku: z.strictObject({ name: z.string(), capacity: z.int().min(1) }),
      // Linux, in Microsoft's words: reserved.
      properties: z.strictObject({ reserved: z.literal(true) }),
    },
  },
  'Microsoft.Web/sites': {
    page: `${web}sites`,
    apiVersion: '2024-11-01',
    rest: {
      location: resource.location,
      kind: z.literal('app,linux'),
      identity,
      properties: site,
    },
  },
  'Microsoft.Web/sites/config': {
    page: `${web}sites/config-appsettings`,
    apiVersion: '2024-11-01',
    name: z.string().endsWith('/appsettings'),
    rest: { properties: settings },
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': {
    page: `${web}sites/basicpublishingcredentialspolicies-scm`,
    ...publishing(/^[^/]+\/(?:scm|ftp)$/),
  },
  'Microsoft.Web/sites/slots': {
    page: `${web}sites/slots`,
    apiVersion: '2024-11-01',
    rest: {
      location: resource.location,
      kind: z.literal('app,linux'),
      identity,
      properties: site,
    },
  },
  'Microsoft.Web/sites/slots/config': {
    page: `${web}sites/slots/config-appsettings`,
    apiVersion: '2024-11-01',
    name: z.string().endsWith('/appsettings'),
    rest: { properties: settings },
  },
  'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies': {
    page: `${web}sites/slots/basicpublishingcredentialspolicies-scm`,
    ...publishing(/^[^/]+\/[^/]+\/(?:scm|ftp)$/),
  },
};

/** What is wrong with a resource whose expressions are worked out, each as one line. */
export function mistakesIn(type: string, body: Record<string, unknown>): string[] {
  const known = resourceTypes[type];
  if (known === undefined) return [`${type} has no schema here.`];
  const schema = z.strictObject({
    type: z.literal(type),
    apiVersion: z.literal(known.apiVersion),
    name: known.name ?? resource.name,
    ...known.rest,
  });
  const { error } = schema.safeParse(body);
  return (error?.issues ?? []).map(
    ({ path, message }) => `${type} ${path.join('.')}: ${message} (${known.page})`,
  );
}
