import type { Registration } from './model.ts';
import { openIdScopes } from './scopes.ts';
import { microsoftServices } from './tenant-ids.ts';

/** Apps of Microsoft's own that administrators and developers use in every tenant, with their real client IDs. */
export const firstPartyIds = {
  graphCommandLineTools: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  azureCli: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
} as const;

/** What Microsoft lets the Azure CLI do with its Graph in every tenant, without anyone's consent. */
const scopesOfAzureCli = [
  ...openIdScopes,
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'Group.ReadWrite.All',
  'User.Read.All',
  'User.ReadWrite.All',
] as const;

const preauthorized: Readonly<Record<string, readonly string[]>> = {
  [firstPartyIds.azureCli]: scopesOfAzureCli,
};

/** The scopes that an app has without consent, because the API itself names the app as a known client. */
export const preauthorizedScopes = (clientId: string): readonly string[] =>
  preauthorized[clientId] ?? [];

/** Registered in a tenant of Microsoft's, which isn't among the practice tenant's. */
export const firstPartyApps: readonly Registration[] = [
  publicClient(firstPartyIds.graphCommandLineTools, 'Microsoft Graph Command Line Tools'),
  publicClient(firstPartyIds.azureCli, 'Microsoft Azure CLI'),
];

function publicClient(clientId: string, name: string): Registration {
  return {
    clientId,
    name,
    redirectUris: [],
    // Where a browser on the same machine comes back to; ports don't count.
    publicClientRedirectUris: ['http://localhost'],
    secrets: [],
    certificates: [],
    federatedCredentials: [],
    allowPublicClient: true,
    adminConsent: [],
    appPermissions: {},
    homeTenant: microsoftServices,
    audience: 'anyTenant',
    // Nobody signs up to it.
    withoutUserFlow: true,
  };
}
