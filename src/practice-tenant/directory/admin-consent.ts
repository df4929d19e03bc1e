import type { Directory } from './directory.ts';
import type { Registration, Tenant } from './model.ts';
import { inTenant } from './new-registration.ts';
import { graph, isDefaultScope, openIdScopes, resourceOf, shortScope } from './scopes.ts';

/** The app once an administrator has consented for all users, which also makes its service principal. */
export const withAdminConsent = (
  app: Registration,
  scopes: readonly string[],
  appPermissions: Registration['appPermissions'] = {},
): Registration => ({
  ...inTenant(app),
  adminConsent: [...new Set([...app.adminConsent, ...scopes].map(inShort))],
  appPermissions: { ...app.appPermissions, ...appPermissions },
});

/** Graph's scopes may be written with or without its address, and are listed once. */
const inShort = (scope: string): string =>
  resourceOf(scope) === graph.uri && !isDefaultScope(scope) ? shortScope(scope) : scope;

/** Every delegated permission that the app is configured to ask for, and those of a sign-in. */
export const configuredScopes = ({ permissions = [] }: Registration): string[] => [
  ...new Set([...openIdScopes, ...permissions]),
];

/** The app roles that it is configured to ask for, of the APIs that the tenant has. */
export async function configuredAppPermissions(
  directory: Directory,
  { requestedAppPermissions = {}, appPermissions }: Registration,
): Promise<Registration['appPermissions']> {
  const known = new Set<string>([
    graph.appId,
    ...(await directory.registrations()).map(({ clientId }) => clientId),
  ]);
  const asked = Object.entries(requestedAppPermissions).filter(([api]) => known.has(api));
  return Object.fromEntries(
    asked.map(([api, roles]) => [api, [...new Set([...(appPermissions[api] ?? []), ...roles])]]),
  );
}

/** What every consent to an app includes, whatever it asks for. */
export const alwaysIncluded = ({ hasGraph }: Tenant): string[] => [
  'openid',
  'profile',
  'offline_access',
  ...(hasGraph ? ['User.Read'] : []),
];
