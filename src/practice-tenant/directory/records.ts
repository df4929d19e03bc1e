import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { groupKinds } from './groups-claim.ts';
import type { Group, Registration, User } from './model.ts';

const keySet = z.custom<JSONWebKeySet>(
  (value) =>
    z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).safeParse(value).success,
);

/** What a user consists of; a seed file has the same members. */
export const userFields = z.object({
  objectId: z.string(),
  username: z.string(),
  name: z.string(),
  givenName: z.string().optional(),
  surname: z.string().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  email: z.string(),
  passwordHash: z.string().optional(),
  roles: z.record(z.string(), z.array(z.string())).optional(),
  assignedTo: z.array(z.string()).optional(),
  administrator: z.boolean().optional(),
  groups: z.array(z.string()).optional(),
  homeTenant: z.string().optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  identity: z.object({ issuer: z.string(), subject: z.string() }).optional(),
  hasPhoto: z.boolean().optional(),
  accountEnabled: z.boolean().optional(),
  createdAt: z.string().optional(),
});

export const groupFields = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  roles: z.record(z.string(), z.array(z.string())).optional(),
  assignedTo: z.array(z.string()).optional(),
});

const scopeDetails = z.object({
  id: z.string(),
  type: z.enum(['User', 'Admin']),
  adminConsentDisplayName: z.string().optional(),
  adminConsentDescription: z.string().optional(),
  userConsentDisplayName: z.string().optional(),
  userConsentDescription: z.string().optional(),
});

const appRole = z.object({
  id: z.string(),
  value: z.string(),
  displayName: z.string(),
  description: z.string(),
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])),
  disabled: z.boolean().optional(),
});

/** What an app registration consists of; a seed file has the same members. */
export const registrationFields = z.object({
  clientId: z.string(),
  name: z.string(),
  redirectUris: z.array(z.string()),
  singlePageRedirectUris: z.array(z.string()).optional(),
  publicClientRedirectUris: z.array(z.string()).optional(),
  frontChannelLogoutUri: z.string().optional(),
  secrets: z.array(
    z.object({
      value: z.string(),
      expires: z.string(),
      created: z.string().optional(),
      id: z.string().optional(),
      description: z.string().optional(),
    }),
  ),
  permissions: z.array(z.string()).optional(),
  certificates: z.array(z.string()),
  certificateNames: z.record(z.string(), z.string()).optional(),
  federatedCredentials: z.array(
    z.object({
      issuer: z.string(),
      subject: z.string(),
      audience: z.string(),
      keys: z.union([z.string(), keySet]).optional(),
      id: z.string().optional(),
      name: z.string().optional(),
      description: z.string().optional(),
    }),
  ),
  allowPublicClient: z.boolean(),
  adminConsent: z.array(z.string()),
  appPermissions: z.record(z.string(), z.array(z.string())),
  audience: z.enum(['thisTenant', 'anyTenant', 'personalAccounts']).default('thisTenant'),
  personalAccounts: z.boolean().optional(),
  exposedApi: z
    .object({
      identifierUri: z.string(),
      scopes: z.array(z.string()),
      details: z.record(z.string(), scopeDetails).optional(),
    })
    .optional(),
  appRoles: z.array(appRole).optional(),
  requestedAppPermissions: z.record(z.string(), z.array(z.string())).optional(),
  owners: z.array(z.string()).optional(),
  servicePrincipalOwners: z.array(z.string()).optional(),
  assignmentRequired: z.boolean().optional(),
  withoutUserFlow: z.boolean().optional(),
  withoutServicePrincipal: z.boolean().optional(),
  description: z.string().optional(),
  notes: z.string().optional(),
  homePage: z.string().optional(),
  tags: z.array(z.string()).optional(),
  createdAt: z.string().optional(),
  implicitGrant: z.object({ accessTokens: z.boolean(), idTokens: z.boolean() }).optional(),
  groupsClaim: z.union([z.boolean(), z.array(z.enum(groupKinds))]).optional(),
  optionalClaims: z
    .object({
      idToken: z.array(z.string()).optional(),
      accessToken: z.array(z.string()).optional(),
    })
    .optional(),
  accessTokenVersion: z.union([z.literal(1), z.literal(2)]).optional(),
});

/** Values from the store are checked before use: the file may be edited by hand. */
export const userRecord: z.ZodType<User> = userFields;
export const groupRecord: z.ZodType<Group> = groupFields;
export const registrationRecord: z.ZodType<Registration> = registrationFields;
