import {
  type App,
  type AppRole,
  type Blueprint,
  type ExposedScope,
  type Made,
  usualIdentifierUri,
} from '../../web-app/register/blueprint.ts';
import { letsInPersonalAccounts, type Settings } from '../../web-app/register/settings.ts';
import type { SignedInTenant } from '../../web-app/register/tenant.ts';
import { authority, practice } from '../../web-app/register/variables.ts';

/** Where the API listens, for the commands that are left to the developer. */
export const apiOrigin = 'http://localhost:3001';

/** @param template the environment file to start from */
export const tasksApi = (template: string): App => ({
  usualName: 'Sign-in Lab Tasks API',
  variablePrefix: '',
  files: {
    template,
    environment: '.env',
    record: '.registration.json',
    certificate: 'app-certificate.pem',
    key: 'app-certificate.key',
  },
  blueprint: (settings) => exposedApi(settings, [read, write], `${apiOrigin}/tasks`),
});

export const read: ExposedScope = {
  value: 'Tasks.Read',
  displayName: 'Read your tasks',
  description: 'Lets the app read your tasks.',
};
const write: ExposedScope = {
  value: 'Tasks.Write',
  displayName: 'Change your tasks',
  description: 'Lets the app add tasks to your list.',
};

/** For GET /tasks/count. */
const readAll: AppRole = {
  allowedMemberTypes: ['User', 'Application'],
  value: 'Tasks.Read.All',
  displayName: 'Read all tasks',
  description: 'Users and apps with this role can count the tasks of all users.',
};

/**
 * An API that checks access tokens: it has scopes, and needs neither redirect URI nor credential.
 * @param endpoint what the calling app calls
 */
export function exposedApi(
  settings: Settings,
  exposedScopes: readonly ExposedScope[],
  endpoint: string,
): Blueprint {
  const identifierUri = settings.tenantType === 'b2c' ? belowTenant : usualIdentifierUri;
  return {
    redirectPaths: [],
    frontChannelLogoutPath: undefined,
    permissions: [],
    consent: [],
    idTokenClaims: [],
    appRoles: letsInPersonalAccounts(settings) ? [] : [readAll],
    exposedScopes,
    identifierUri,
    needsServicePrincipal: true,
    needsCredential: false,
    joinsUserFlow: false,
    variables,
    deployedVariables: () => ({}),
    leftByHand({ clientId, tenant, settings }) {
      const scope = `${identifierUri(clientId, tenant)}/${read.value}`;
      return [
        `The calling app: in its registration, go to API permissions > Add a permission > My APIs > ${settings.name}, add ${read.value}, and select Grant admin consent. In its .env, set ENDPOINT=${endpoint} and SCOPE=${scope}.`,
      ];
    },
    next: ['npm start'],
  };
}

/** The form that Azure AD B2C suggests. */
const belowTenant = (clientId: string, { subdomain }: SignedInTenant): string =>
  `https://${subdomain}.onmicrosoft.com/${clientId}`;

function variables(made: Made) {
  const { settings, tenant, clientId } = made;
  const { NODE_OPTIONS, PRACTICE_TENANT_FRONT_ORIGIN } = practice(made);
  return {
    TENANT_TYPE: settings.tenantType,
    TENANT_ID: tenant.id,
    ...authority(made),
    CLIENT_ID: clientId,
    NODE_OPTIONS,
    PRACTICE_TENANT_FRONT_ORIGIN,
  };
}
