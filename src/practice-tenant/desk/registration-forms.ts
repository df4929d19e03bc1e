import { isSignInAudience, signInAudiences } from '../directory/account-types.ts';
import {
  configuredAppPermissions,
  configuredScopes,
  withAdminConsent,
} from '../directory/admin-consent.ts';
import { groupKinds } from '../directory/groups-claim.ts';
import type { Registration, Secret } from '../directory/model.ts';
import {
  newRegistration,
  newSecret,
  problemWithRedirectUri,
  problemWithRedirectUris,
  type RedirectUris,
} from '../directory/new-registration.ts';
import { optionalClaimsOf, type TokenKind } from '../directory/optional-claims.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import { resourceOf, scopeList, shortScope } from '../directory/scopes.ts';
import { orProblem } from '../hosted/refused-here.ts';
import { type Fields, ownEntry, typed } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';
import { createAppRole, deleteAppRole, enableAppRole } from './app-role-forms.ts';
import { changeAssignments } from './assignment-forms.ts';
import {
  addFederatedCredential,
  deleteCertificate,
  deleteFederatedCredential,
  uploadCertificate,
} from './credential-forms.ts';

/** What a form of the desk led to: a registration to show, what is wrong, and a secret to show once. */
export interface DeskResult {
  registration?: Registration;
  problem?: string;
  secret?: Secret;
}

type Change = (app: Registration, fields: Fields, realm: Realm) => DeskResult | Promise<DeskResult>;

const lines = (fields: Fields, name: string): string[] =>
  typed(fields, name)
    .split(/\s+/)
    .filter((line) => line !== '');

const redirectUrisIn = (fields: Fields): RedirectUris => ({
  redirectUris: lines(fields, 'redirect-uris'),
  singlePageRedirectUris: lines(fields, 'single-page-redirect-uris'),
  publicClientRedirectUris: lines(fields, 'public-client-redirect-uris'),
});

/** "Supported account types", where the form offers them: only an organization's app can be for others. */
function accountTypesIn(fields: Fields): Partial<Registration> {
  const chosen = typed(fields, 'account-types');
  if (!isSignInAudience(chosen)) return {};
  const types = signInAudiences[chosen];
  // Personal accounts need an API whose access tokens are of version 2.0.
  return types.personalAccounts === true ? { ...types, accessTokenVersion: 2 } : types;
}

/** Those that the form has a box for, as ticked, and the others as they are. */
function optionalClaimsIn({ optionalClaims }: Registration, fields: Fields, kind: TokenKind) {
  const offered: readonly string[] = optionalClaimsOf(kind);
  const kept = (optionalClaims?.[kind] ?? []).filter((name) => !offered.includes(name));
  return [...offered.filter((name) => fields.get(`${kind}-${name}`) === 'yes'), ...kept];
}

export const register = (realm: Realm, fields: Fields): Promise<DeskResult> =>
  orProblem(() => registered(realm, fields));

async function registered(realm: Realm, fields: Fields): Promise<DeskResult> {
  const name = typed(fields, 'name');
  if (name === '') return { problem: 'Enter a name.' };
  const uris = redirectUrisIn(fields);
  const problem = problemWithRedirectUris(uris);
  if (problem !== undefined) return { problem };
  const registration = { ...newRegistration(realm.tenant, name, uris), ...accountTypesIn(fields) };
  await realm.directory.saveRegistration(registration);
  return { registration };
}

/** The forms of one registration, by the value of their `do`. */
const changes: Readonly<Record<string, Change>> = {
  authentication: (app, fields) => {
    const uris = redirectUrisIn(fields);
    const frontChannelLogoutUri = typed(fields, 'front-channel-logout') || undefined;
    const problem =
      problemWithRedirectUris(uris, redirectUrisOf(app)) ??
      (frontChannelLogoutUri && problemWithRedirectUri(frontChannelLogoutUri));
    if (problem !== undefined) return { problem };
    const allowPublicClient = typed(fields, 'public-client') === 'yes';
    const implicitGrant = {
      accessTokens: typed(fields, 'implicit-access-tokens') === 'yes',
      idTokens: typed(fields, 'implicit-id-tokens') === 'yes',
    };
    return {
      registration: {
        ...app,
        ...uris,
        ...accountTypesIn(fields),
        frontChannelLogoutUri,
        implicitGrant,
        allowPublicClient,
      },
    };
  },
  'new-secret': (app, fields, { clock }) => {
    const secret = newSecret(typed(fields, 'description') || 'Password', clock.now());
    return { registration: { ...app, secrets: [...app.secrets, secret] }, secret };
  },
  'delete-secret': (app, fields) => ({
    registration: { ...app, secrets: app.secrets.filter(({ id }) => id !== typed(fields, 'id')) },
  }),
  'upload-certificate': uploadCertificate,
  'delete-certificate': deleteCertificate,
  'add-federated-credential': addFederatedCredential,
  'delete-federated-credential': deleteFederatedCredential,
  'create-app-role': createAppRole,
  'enable-app-role': enableAppRole(true),
  'disable-app-role': enableAppRole(false),
  'delete-app-role': deleteAppRole,
  permissions: (app, fields) => ({
    registration: { ...app, permissions: scopeList(lines(fields, 'permissions').join(' ')) },
  }),
  'grant-consent': async (app, _, { directory }) => {
    const roles = await configuredAppPermissions(directory, app);
    return { registration: withAdminConsent(app, configuredScopes(app), roles) };
  },
  'token-configuration': (app, fields) => ({
    registration: {
      ...app,
      groupsClaim: groupKinds.filter((kind) => fields.get(`groups-claim-${kind}`) === 'yes'),
      optionalClaims: {
        idToken: optionalClaimsIn(app, fields, 'idToken'),
        accessToken: optionalClaimsIn(app, fields, 'accessToken'),
      },
    },
  }),
  'expose-api': (app, fields) => {
    const scopes = lines(fields, 'scopes').map(shortScope);
    const identifierUri = typed(fields, 'identifier-uri') || `api://${app.clientId}`;
    if (URL.parse(identifierUri) === null || resourceOf(`${identifierUri}/x`) !== identifierUri) {
      return { problem: `${identifierUri} is not an Application ID URI.` };
    }
    const version = typed(fields, 'requested-access-token-version');
    const accessTokenVersion = version === '' ? undefined : version === '2' ? 2 : 1;
    return {
      registration: {
        ...app,
        exposedApi: { ...app.exposedApi, identifierUri, scopes },
        accessTokenVersion,
      },
    };
  },
};

/** @returns undefined when there is no such form */
export const change = (
  realm: Realm,
  app: Registration,
  fields: Fields,
): Promise<DeskResult | undefined> => orProblem(() => changed(realm, app, fields));

async function changed(
  realm: Realm,
  app: Registration,
  fields: Fields,
): Promise<DeskResult | undefined> {
  const apply = ownEntry(changes, fields.get('do') ?? '');
  if (apply === undefined) return changeAssignments(realm, app, fields);
  const result = await apply(app, fields, realm);
  if (result.registration !== undefined)
    await realm.directory.saveRegistration(result.registration);
  return result;
}
