import { randomBytes } from 'node:crypto';
import { tenantTypeRows } from '../sign-in/index.ts';
import {
  type App,
  type AppRole,
  type Blueprint,
  type Made,
  microsoftGraph,
  usualIdentifierUri,
  type Variables,
} from './blueprint.ts';
import { letsInPersonalAccounts, type Settings } from './settings.ts';
import { authority, graphMe, ofCredential, practice } from './variables.ts';

/** @param template the environment file to start from */
export const webApp = (template: string): App => ({
  usualName: 'Sign-in Lab web app',
  variablePrefix: '',
  files: {
    template,
    environment: '.env',
    record: '.registration.json',
    certificate: 'app-certificate.pem',
    key: 'app-certificate.key',
  },
  blueprint,
});

function blueprint(settings: Settings): Blueprint {
  const { tenantType, accountTypes } = settings;
  const isB2c = tenantType === 'b2c';
  const { hasAppRoles } = tenantTypeRows[tenantType];
  const scopes = isB2c
    ? ['openid', 'offline_access']
    : ['openid', 'profile', 'offline_access', 'User.Read'];
  return {
    redirectPaths: ['/auth/redirect', '/goodbye'],
    frontChannelLogoutPath: '/auth/front-channel-logout',
    permissions: [{ api: microsoftGraph, scopes }],
    consent: accountTypes === 'consumers' ? [] : [{ api: microsoftGraph, scopes }],
    idTokenClaims: isB2c ? [] : ['sid'],
    // An app for personal accounts can't have app roles.
    appRoles: hasAppRoles && !letsInPersonalAccounts(settings) ? [administrators] : [],
    exposedScopes: [],
    identifierUri: usualIdentifierUri,
    needsServicePrincipal: accountTypes !== 'consumers',
    needsCredential: true,
    joinsUserFlow: tenantType.startsWith('external-id'),
    variables,
    deployedVariables,
    leftByHand,
    next: ['npm run doctor', 'npm start'],
  };
}

const userFlowIn = (variable: string, name: string | undefined): string =>
  name ? `${variable} in .env names ${name}` : `put its name into ${variable} in .env`;

const administrators: AppRole = {
  allowedMemberTypes: ['User'],
  value: 'Admin',
  displayName: 'Administrators',
  description: 'Administrators can open /admin.',
};

function variables(made: Made): Variables {
  const { settings, clientId, credential, current } = made;
  const isPublic = settings.url.startsWith('https:');
  const staysLocal = isForThisMachine(made);
  return {
    TENANT_TYPE: settings.tenantType,
    ...authority(made),
    CLIENT_ID: clientId,
    ...(credential && ofCredential(credential)),
    REDIRECT_URI: staysLocal ? undefined : redirectUri(settings),
    ...(isPublic &&
      !staysLocal &&
      !current('SESSION_SECRET') && { SESSION_SECRET: randomBytes(32).toString('base64url') }),
    ...api(made),
    ...practice(made),
  };
}

const redirectUri = ({ url }: Settings): string => `${url}/auth/redirect`;

const isLocal = (url: string): boolean => URL.parse(url)?.hostname === 'localhost';

/**
 * The app runs here with its environment file, and now it's registered for a public address too: there, it
 * gets its settings from its host. A template names no application yet, so it's for either address.
 */
function isForThisMachine({ settings, current }: Made): boolean {
  const clientId = current('CLIENT_ID') ?? '';
  const isSetUp = clientId !== '' && !clientId.includes('<');
  return isSetUp && isLocal(current('REDIRECT_URI') ?? '') && !isLocal(settings.url);
}

function deployedVariables(made: Made): Variables {
  if (!isForThisMachine(made)) return {};
  const { settings, clientId, current } = made;
  const asInFile = ['ALLOWED_TENANTS', ...(settings.tenantType === 'b2c' ? ofB2c : [])];
  return {
    ...Object.fromEntries(asInFile.map((name) => [name, current(name)])),
    TENANT_TYPE: settings.tenantType,
    ...authority(made),
    CLIENT_ID: clientId,
    REDIRECT_URI: redirectUri(settings),
  };
}

const ofB2c = [
  'AUTHORITY',
  'SIGNUPSIGNIN_USER_FLOW',
  'EDITPROFILE_USER_FLOW',
  'RESETPASSWORD_USER_FLOW',
];

/** Only in the zips that call an API: the template of the others has no ENDPOINT. */
function api({ settings, current }: Made): Variables {
  const endpoint = current('ENDPOINT');
  if (endpoint === undefined) return {};
  // B2C has no API that every tenant has; the app needs none to start.
  if (settings.tenantType === 'b2c')
    return endpoint.includes('<') ? { ENDPOINT: null, SCOPE: null } : {};
  const isGraph = /^https:\/\/(?:graph\.microsoft\.com|[^/]+\/graph)\/v1\.0\/me$/.test(endpoint);
  // A developer's own API stays.
  return isGraph ? { ENDPOINT: graphMe(settings) } : {};
}

function leftByHand({ settings, current, clientId }: Made): string[] {
  const { tenantType, accountTypes, url } = settings;
  const left: string[] = [];
  const { appRoles } = blueprint(settings);
  if (tenantType === 'b2c') {
    const flows = [
      ['Sign up and sign in', 'SIGNUPSIGNIN_USER_FLOW'],
      ['Profile editing', 'EDITPROFILE_USER_FLOW'],
      ['Password reset', 'RESETPASSWORD_USER_FLOW'],
    ] as const;
    for (const [kind, variable] of flows)
      left.push(
        `User flow "${kind}": ${userFlowIn(variable, current(variable))}. If you don't have it yet, create it in the Azure portal, under Azure AD B2C > User flows > New user flow: Microsoft Graph v1.0 can't.`,
      );
    if (current('ENDPOINT') === undefined || current('ENDPOINT')?.includes('<'))
      left.push(
        'An API: register it, give this app its scope, and set ENDPOINT and SCOPE in .env. Without them, the app has no page that calls an API.',
      );
  }
  if (accountTypes === 'organizations' || accountTypes === 'common')
    left.push(
      'Other organizations: ALLOWED_TENANTS in .env lists only your own tenant. Add the IDs of the tenants that you let in, or set it to "any" to let in every tenant.',
    );
  if (appRoles.length > 0)
    left.push(
      `Who can open /admin: in the admin center, go to Enterprise apps, select the app with the client ID ${clientId}, then Users and groups, and assign the role Administrators.`,
    );
  if (!url.startsWith('https:'))
    left.push(
      'Front-channel logout: the URL is registered when you run this again with an https:// address in --url.',
    );
  return left;
}
