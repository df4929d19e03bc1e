import { z } from 'zod';
import { longestRoleValue, roleValue } from '../../../directory/app-roles.ts';
import type { ExposedApi, Registration, ScopeDetails } from '../../../directory/model.ts';
import { badRequest, GraphError, invalidValue } from '../odata/graph-error.ts';
import type { Api } from './apis.ts';

const text = z.string().nullish();

export const sentApi = z
  .strictObject({
    oauth2PermissionScopes: z.array(
      z.strictObject({
        id: z.guid(),
        value: z.string().regex(/^[^\s/]{1,120}$/),
        type: z.enum(['User', 'Admin']).default('User'),
        isEnabled: z.literal(true).default(true),
        adminConsentDisplayName: text,
        adminConsentDescription: text,
        userConsentDisplayName: text,
        userConsentDescription: text,
      }),
    ),
    requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2)]).nullable(),
    acceptMappedClaims: z.literal(false).nullable(),
    knownClientApplications: z.array(z.never()),
    preAuthorizedApplications: z.array(z.never()),
  })
  .partial();
type SentApi = z.infer<typeof sentApi>;

export const sentRoles = z.array(
  z.strictObject({
    id: z.guid(),
    value: z.string().regex(roleValue).max(longestRoleValue),
    displayName: z.string().min(1),
    description: z.string().min(1),
    allowedMemberTypes: z.array(z.enum(['User', 'Application'])).min(1),
    isEnabled: z.boolean().default(true),
    origin: z.string().nullish(),
  }),
);

/** "Expose an API" as `api` of the real resource. */
export const shownApi = (app: Registration, { scopes }: Api) => ({
  acceptMappedClaims: null,
  knownClientApplications: [],
  requestedAccessTokenVersion: app.accessTokenVersion ?? (app.personalAccounts === true ? 2 : null),
  oauth2PermissionScopes: shownScopes({ scopes }),
  preAuthorizedApplications: [],
});

export const shownScopes = ({ scopes }: Pick<Api, 'scopes'>) =>
  scopes.map((scope) => ({
    adminConsentDescription: scope.adminConsentDescription ?? null,
    adminConsentDisplayName: scope.adminConsentDisplayName ?? null,
    id: scope.id,
    isEnabled: true,
    type: scope.type,
    userConsentDescription: scope.userConsentDescription ?? null,
    userConsentDisplayName: scope.userConsentDisplayName ?? null,
    value: scope.value,
  }));

export const shownRoles = ({ roles }: Pick<Api, 'roles'>) =>
  roles.map(({ allowedMemberTypes, description, displayName, id, value, disabled }) => ({
    allowedMemberTypes,
    description,
    displayName,
    id,
    isEnabled: disabled !== true,
    origin: 'Application',
    value,
  }));

/** @throws GraphError for a role that is taken away before it's disabled, and for a value that is there twice */
export function keptRoles(
  sent: z.infer<typeof sentRoles>,
  { appRoles = [] }: Registration,
): Pick<Registration, 'appRoles'> {
  requireDifferent(sent);
  const gone = appRoles.find(
    ({ id, disabled }) => disabled !== true && !sent.some((each) => each.id === id),
  );
  if (gone !== undefined) {
    const detail = `Set isEnabled of ${gone.value} to false first.`;
    throw new GraphError(400, 'CannotDeleteOrUpdateEnabledEntitlement', cannotDelete, { detail });
  }
  return {
    appRoles: sent.map(({ isEnabled, origin: _, ...role }) => ({
      ...role,
      ...(!isEnabled && { disabled: true }),
    })),
  };
}

/** @throws GraphError for two roles, or two scopes, with one value */
function requireDifferent(sent: readonly { value: string }[]): void {
  const values = sent.map(({ value }) => value);
  const twice = values.find((value, place) => values.indexOf(value) !== place);
  if (twice === undefined) return;
  const detail = `More than one has the value ${twice}.`;
  throw badRequest('Request contains a property with duplicate values.', detail);
}

/** As Graph puts it. */
// prose-ignore: Microsoft Graph's own words
const cannotDelete =
  'Permission (scope or role) cannot be deleted or updated unless disabled first.';

/** No URI while the API goes by its client ID. */
export const shownUris = ({ clientId, exposedApi }: Registration): string[] =>
  exposedApi === undefined || exposedApi.identifierUri === clientId
    ? []
    : [exposedApi.identifierUri];

/** @throws GraphError for a URI that scopes can't be told from, and for a second one */
export function keptUris(
  { clientId, exposedApi }: Registration,
  uris: readonly string[],
): { exposedApi: ExposedApi | undefined } {
  const [identifierUri = clientId, second] = uris;
  if (second !== undefined) {
    const detail = 'The practice tenant keeps one identifier URI for each app.';
    throw invalidValue('identifierUris', 'Application', detail);
  }
  if (uris.length > 0 && !/^(api|https|urn|spn):(\/\/)?[^\s]*[^\s/]$/i.test(identifierUri)) {
    const detail = 'Send an address such as api://<client ID>, without a slash at its end.';
    throw invalidValue('identifierUris', 'Application', detail);
  }
  const scopes = exposedApi?.scopes ?? [];
  if (uris.length === 0 && scopes.length === 0) return { exposedApi: undefined };
  return { exposedApi: { ...exposedApi, identifierUri, scopes } };
}

export function keptApi(app: Registration, sent: SentApi): Partial<Registration> {
  const { oauth2PermissionScopes, requestedAccessTokenVersion } = sent;
  const version =
    requestedAccessTokenVersion === undefined
      ? {}
      : { accessTokenVersion: requestedAccessTokenVersion ?? undefined };
  if (oauth2PermissionScopes === undefined) return version;
  requireDifferent(oauth2PermissionScopes);
  const { identifierUri = app.clientId } = app.exposedApi ?? {};
  const details = Object.fromEntries(
    oauth2PermissionScopes.map((scope) => [scope.value, detailsOf(scope)] as const),
  );
  const scopes = oauth2PermissionScopes.map(({ value }) => value);
  return { ...version, exposedApi: { identifierUri, scopes, details } };
}

function detailsOf({
  id,
  type,
  adminConsentDisplayName,
  adminConsentDescription,
  userConsentDisplayName,
  userConsentDescription,
}: NonNullable<SentApi['oauth2PermissionScopes']>[number]): ScopeDetails {
  return {
    id,
    type,
    adminConsentDisplayName: adminConsentDisplayName ?? undefined,
    adminConsentDescription: adminConsentDescription ?? undefined,
    userConsentDisplayName: userConsentDisplayName ?? undefined,
    userConsentDescription: userConsentDescription ?? undefined,
  };
}
