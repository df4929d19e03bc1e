import {
  type AppRole,
  type Registration,
  sharedNames,
  type Tenant,
  type TenantKey,
  type TenantType,
  tenantTypes,
} from './model.ts';
import { openIdScopes } from './scopes.ts';

export const clientIds = {
  liveDemo: '11111111-1111-4111-8111-111111111111',
  webApp: '22222222-2222-4222-8222-222222222222',
  tasksApi: '33333333-3333-4333-8333-333333333333',
  needsConsent: '44444444-4444-4444-8444-444444444444',
  anyAccount: '55555555-5555-4555-8555-555555555555',
} as const;

const signInScopes = [...openIdScopes, 'User.Read'];
const tasksRoles: readonly AppRole[] = [
  {
    id: '33333333-aaaa-4333-8333-000000000001',
    value: 'Tasks.Read.All',
    displayName: 'Read all tasks',
    description: 'Reads the tasks of every user.',
    allowedMemberTypes: ['User', 'Application'],
  },
  {
    id: '33333333-aaaa-4333-8333-000000000002',
    value: 'Task.Admin',
    displayName: 'Task administrator',
    description: 'Manages the tasks of every user.',
    allowedMemberTypes: ['User'],
  },
];
/** Of the apps that users sign in to; the ID follows from the app's. */
const administrators = (clientId: string): AppRole => ({
  id: `${clientId.slice(0, 8)}-aaaa-4000-8000-000000000001`,
  value: 'Admin',
  displayName: 'Administrators',
  description: 'Administrators see and change everything in the app.',
  allowedMemberTypes: ['User'],
});
const tasksScopes = ['Tasks.Read', 'Tasks.Write'];

/** A front-channel sign-out names the session by this claim. */
const frontChannelSignOut = { idToken: ['sid'] } as const;

const isTenantType = (key: TenantKey): key is TenantType =>
  tenantTypes.some((each) => each === key);

/** Where the apps are that are registered from the start. */
export interface RegisteredApps {
  siteOrigin: string;
  samplePort?: number | undefined;
}

/**
 * The apps that every tenant starts with. Client IDs and secrets are public on purpose: the tenant
 * is reachable from its own machine only and its users are invented.
 */
export function seededRegistrations(
  tenant: Tenant,
  { siteOrigin, samplePort = 3000 }: RegisteredApps,
): Registration[] {
  if (!isTenantType(tenant.key)) return [];
  const sampleOrigin = `http://localhost:${samplePort}`;
  const sample = [`${sampleOrigin}/auth/redirect`, `${sampleOrigin}/goodbye`];
  const tasksApiUri = tenant.appIdUri(tenant, clientIds.tasksApi, 'tasks-api');
  const tasks = tasksScopes.map((scope) => `${tasksApiUri}/${scope}`);
  const agreed = tenant.hasGraph ? signInScopes : [...openIdScopes, ...tasks];
  const demo = [
    `${siteOrigin}/auth/redirect/${tenant.key}`,
    `${siteOrigin}/auth/signed-out/${tenant.key}`,
  ];
  return [
    {
      ...app(clientIds.liveDemo, 'Sign-in Lab live demo', 'live-demo', demo, agreed),
      ...appRoles(tenant, clientIds.liveDemo),
      optionalClaims: frontChannelSignOut,
    },
    {
      ...app(clientIds.webApp, 'Practice web app', 'web-app', sample, agreed),
      ...appRoles(tenant, clientIds.webApp),
      appPermissions: { [clientIds.tasksApi]: ['Tasks.Read.All'] },
      optionalClaims: frontChannelSignOut,
    },
    {
      ...app(clientIds.tasksApi, 'Practice Tasks API', 'tasks-api', [], signInScopes),
      exposedApi: { identifierUri: tasksApiUri, scopes: tasksScopes },
      appRoles: tasksRoles,
      accessTokenVersion: 2,
      optionalClaims: { accessToken: ['xms_cc'] },
    },
    {
      ...app(clientIds.needsConsent, 'App that needs consent', 'needs-consent', sample, []),
      audience: 'anyTenant',
      optionalClaims: frontChannelSignOut,
    },
    ...(tenant.key === 'entra-id' ? [forAnyAccount(siteOrigin, sample)] : []),
  ];
}

const appRoles = (
  { hasRolesForUsers }: Tenant,
  clientId: string,
): Pick<Registration, 'appRoles'> =>
  hasRolesForUsers ? { appRoles: [administrators(clientId)] } : {};

/** Registered for accounts in any organization and personal accounts; nobody has consented to it. */
function forAnyAccount(siteOrigin: string, sample: readonly string[]): Registration {
  const demo = sharedNames.flatMap((name) => [
    `${siteOrigin}/auth/redirect/entra-id-${name}`,
    `${siteOrigin}/auth/signed-out/entra-id-${name}`,
  ]);
  return {
    ...app(
      clientIds.anyAccount,
      'Practice app for any account',
      'any-account',
      [...sample, ...demo],
      [],
    ),
    appRoles: [administrators(clientIds.anyAccount)],
    audience: 'anyTenant',
    personalAccounts: true,
    optionalClaims: frontChannelSignOut,
  };
}

function app(
  clientId: string,
  name: string,
  secret: string,
  redirectUris: readonly string[],
  adminConsent: readonly string[],
): Registration {
  return {
    clientId,
    name,
    redirectUris,
    secrets: [
      { value: `practice~${secret}~not-a-real-secret`, expires: '2099-12-31T00:00:00Z' },
      { value: `practice~${secret}~expired-secret`, expires: '2020-01-01T00:00:00Z' },
    ],
    certificates: [],
    federatedCredentials: [],
    allowPublicClient: true,
    adminConsent,
    appPermissions: {},
    audience: 'thisTenant',
  };
}
