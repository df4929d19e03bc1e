import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  isSignInAudience,
  signInAudienceOf,
  signInAudiences,
} from '../../../directory/account-types.ts';
import { groupKinds, groupKindsOf } from '../../../directory/groups-claim.ts';
import type { Registration, Tenant } from '../../../directory/model.ts';
import { applicationId } from '../../../directory/object-ids.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { badRequest, invalidValue } from '../odata/graph-error.ts';
import { type Api, apiOf } from './apis.ts';
import {
  keptCertificates,
  keptSecrets,
  sentCertificates,
  sentSecrets,
  shownCertificates,
  shownSecrets,
} from './credentials.ts';
import {
  keptApi,
  keptRoles,
  keptUris,
  sentApi,
  sentRoles,
  shownApi,
  shownRoles,
  shownUris,
} from './exposed-api.ts';
import { keptOptionalClaims, sentOptionalClaims, shownOptionalClaims } from './optional-claims.ts';
import {
  keptWeb,
  requireGoodRedirectUris,
  sentSinglePage,
  sentWeb,
  shownWeb,
} from './platforms.ts';
import { keptAccess, requiredResourceAccess, shownAccess } from './resource-access.ts';

export const applicationType: EntityType = {
  name: 'microsoft.graph.application',
  resource: 'Application',
  filterable: ['id', 'appId', 'displayName', 'identifierUris', 'signInAudience', 'tags'],
  sortableIfAdvanced: ['displayName', 'createdDateTime', 'deletedDateTime'],
  relationships: [
    'createdOnBehalfOf',
    'extensionProperties',
    'federatedIdentityCredentials',
    'owners',
  ],
};

/** A registration as the real resource; `changed` goes the other way. */
export function applicationValues(tenant: Tenant, app: Registration, apis: readonly Api[]): Values {
  const api = apiOf(tenant, app);
  return {
    id: applicationId(tenant, app.clientId),
    deletedDateTime: null,
    appId: app.clientId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdByAppId: null,
    createdDateTime: app.createdAt ?? null,
    displayName: app.name,
    description: app.description ?? null,
    groupMembershipClaims: groupKindsOf(app).join(', ') || null,
    identifierUris: shownUris(app),
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: app.allowPublicClient,
    nativeAuthenticationApisEnabled: null,
    notes: app.notes ?? null,
    publisherDomain: tenant.domain,
    serviceManagementReference: null,
    signInAudience: signInAudienceOf(app),
    tags: app.tags ?? [],
    tokenEncryptionKeyId: null,
    samlMetadataUrl: null,
    defaultRedirectUri: null,
    certification: null,
    optionalClaims: shownOptionalClaims(app),
    servicePrincipalLockConfiguration: null,
    requestSignatureVerification: null,
    addIns: [],
    api: shownApi(app, api),
    appRoles: shownRoles(api),
    info: {
      logoUrl: null,
      marketingUrl: null,
      privacyStatementUrl: null,
      supportUrl: null,
      termsOfServiceUrl: null,
    },
    keyCredentials: shownCertificates(app),
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    passwordCredentials: shownSecrets(app),
    publicClient: { redirectUris: app.publicClientRedirectUris ?? [] },
    requiredResourceAccess: shownAccess(app, apis),
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    web: shownWeb(app),
    spa: { redirectUris: app.singlePageRedirectUris ?? [] },
  };
}

const text = z.string().nullable();

/** One kind, or several with commas between them. */
const sentGroupKinds = z
  .string()
  .transform((names) => names.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum([...groupKinds, 'None'])))
  .transform((names) => groupKinds.filter((kind) => names.includes(kind)));

const writable = z
  .strictObject({
    displayName: z.string().min(1).max(256),
    description: text,
    notes: text,
    tags: z.array(z.string()),
    signInAudience: z.string().refine(isSignInAudience),
    isFallbackPublicClient: z.boolean().nullable(),
    groupMembershipClaims: sentGroupKinds.nullable(),
    identifierUris: z.array(z.string()),
    optionalClaims: sentOptionalClaims,
    requiredResourceAccess,
    web: sentWeb,
    spa: sentSinglePage,
    api: sentApi,
    appRoles: sentRoles,
    keyCredentials: sentCertificates,
    passwordCredentials: sentSecrets,
  })
  .partial();

/** A body with the properties of an application that can be written, whatever else it has. */
export const applicationBody = z.looseObject(writable.shape);
type ApplicationBody = z.infer<typeof applicationBody>;

/**
 * A registration with what a request says about it.
 * @throws GraphError for a value that isn't valid, or that the practice tenant couldn't keep
 */
export function changed(
  tenant: Tenant,
  app: Registration,
  sent: ApplicationBody,
  apis: readonly Api[],
): Registration {
  requireKeepable(sent, applicationValues(tenant, app, apis));
  let result = app;
  for (const part of partsOf(sent, apis)) result = { ...result, ...part(result) };
  requireGoodRedirectUris(result);
  return result;
}

type Part = (app: Registration) => Partial<Registration>;

function partsOf(sent: ApplicationBody, apis: readonly Api[]): Part[] {
  const parts: Part[] = [];
  const take = <Value>(
    value: Value | undefined,
    part: (value: Value, app: Registration) => Partial<Registration>,
  ) => {
    if (value !== undefined) parts.push((app) => part(value, app));
  };
  take(sent.displayName, (name) => ({ name }));
  take(sent.description, (description) => ({ description: description ?? undefined }));
  take(sent.notes, (notes) => ({ notes: notes ?? undefined }));
  take(sent.tags, (tags) => ({ tags }));
  take(sent.signInAudience, (name) => signInAudiences[name]);
  take(sent.isFallbackPublicClient, (is) => ({ allowPublicClient: is === true }));
  take(sent.groupMembershipClaims, (groupsClaim) => ({ groupsClaim: groupsClaim ?? undefined }));
  take(sent.identifierUris, (uris, app) => keptUris(app, uris));
  take(sent.optionalClaims, keptOptionalClaims);
  take(sent.api, (api, app) => keptApi(app, api));
  take(sent.appRoles, keptRoles);
  take(sent.requiredResourceAccess, (access) => keptAccess(access, apis));
  take(sent.web, (web, app) => keptWeb(app, web));
  take(sent.spa, ({ redirectUris }) => ({ singlePageRedirectUris: redirectUris }));
  take(sent.keyCredentials, (keys, app) => keptCertificates(app, keys));
  take(sent.passwordCredentials, (secrets, app) => keptSecrets(app, secrets));
  return parts;
}

/** A property that can't be written may be sent as it is, or empty; anything else would be lost. */
function requireKeepable(sent: ApplicationBody, shown: Values): void {
  for (const [name, value] of Object.entries(sent)) {
    if (name in writable.shape || isEmpty(value) || isDeepStrictEqual(value, shown[name])) continue;
    if (!(name in shown)) throw badRequest(`Invalid property '${name}'.`);
    const detail = 'The practice tenant does not keep this property.';
    throw invalidValue(name, 'Application', detail);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every(isEmpty);
}
