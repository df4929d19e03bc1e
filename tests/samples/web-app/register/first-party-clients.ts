import type { RunningTenant } from '../../../practice-tenant/running-tenant.ts';

export async function seedFirstPartyClients(tenant: RunningTenant): Promise<void> {
  const permissions = [
    'User.Read',
    'Application.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'EventListener.ReadWrite.All',
  ];
  const registrations = [
    '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  ].map((clientId, index) => ({
    clientId,
    name: index === 0 ? 'Microsoft Graph Command Line Tools' : 'Azure CLI',
    redirectUris: [],
    publicClientRedirectUris: ['http://localhost'],
    secrets: [],
    allowPublicClient: true,
    permissions,
    adminConsent: true as const,
  }));
  await tenant.seed({
    tenants: {
      'entra-id': { registrations },
      'external-id': { registrations },
      'external-id-custom-domain': { registrations },
    },
  });
}
