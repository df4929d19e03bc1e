import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { problemWithRedirectUri } from '../directory/new-registration.ts';
import { groupFields, registrationFields, userFields } from '../directory/records.ts';

const objectId = z.guid('must be a GUID such as 5a5a5a5a-0000-4000-8000-000000000001');

/** `http://127.0.0.1` is for the app manifest, and so for a seed; the portal's form refuses it. */
const redirectUri = z.string().superRefine((uri, context) => {
  const asEntered = uri.replace(/^http:\/\/127\.0\.0\.1(?=[:/]|$)/, 'http://localhost');
  const problem = problemWithRedirectUri(asEntered);
  if (problem !== undefined) {
    context.addIssue({ code: 'custom', message: `isn’t a redirect URI: ${problem}` });
  }
});

const certificate = z.string().refine((pem) => {
  try {
    new X509Certificate(pem);
    return !/PRIVATE KEY/.test(pem);
  } catch {
    return false;
  }
}, 'must be a certificate in PEM format, without its private key');

const secret = z.union([
  z.string().min(1),
  z.strictObject({
    value: z.string().min(1),
    expires: z.iso.datetime({ offset: true }).optional().describe('Without it, the end of 2099.'),
    created: z.iso.datetime({ offset: true }).optional(),
    id: objectId.optional(),
    description: z.string().optional(),
  }),
]);

const ofApps = {
  roles: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe('App roles, by the client ID or display name of the app that defines them.'),
  assignedTo: z
    .array(z.string())
    .optional()
    .describe('Client IDs or display names of apps, for an assignment without a role.'),
};

export const seededGroup = z.strictObject({
  ...groupFields.shape,
  ...ofApps,
  id: objectId.optional().describe('Without it, an ID that follows from the name.'),
  name: z.string().min(1),
});

/** A user's members as they're kept, except those that only the practice tenant makes. */
const {
  objectId: _,
  passwordHash: __,
  createdAt: ___,
  identity: ____,
  ...ofUsers
} = userFields.shape;

export const seededUser = z.strictObject({
  ...z.object(ofUsers).partial().shape,
  objectId: objectId.optional().describe('Without it, an ID that follows from the username.'),
  username: z.string().min(1).describe('Without an @, the tenant’s domain is added.'),
  password: z
    .string()
    .min(1)
    .optional()
    .describe('Without it, the password of all built-in users.'),
  groups: z.array(z.string()).optional().describe('IDs or names of groups.'),
  ...ofApps,
  guest: z.boolean().optional().describe('Whether the user comes from another organization.'),
});

const {
  federatedCredentials: { element: federated },
  exposedApi,
  optionalClaims,
} = registrationFields.shape;

const adminConsent = z
  .union([z.literal(true), z.array(z.string())])
  .optional()
  .describe('Scopes; or true for those of a sign-in and all permissions of the app.');

export const seededServicePrincipal = z.strictObject({
  app: z.string().describe('The client ID or display name of an app of another organization.'),
  adminConsent,
  appPermissions: registrationFields.shape.appPermissions.optional(),
  assignmentRequired: z.boolean().optional(),
});

export const seededRegistration = z.strictObject({
  ...registrationFields.partial().shape,
  clientId: objectId.optional().describe('Without it, an ID that follows from the name.'),
  name: z.string().min(1),
  redirectUris: z.array(redirectUri).optional().describe('Those of the platform Web.'),
  singlePageRedirectUris: z
    .array(redirectUri)
    .optional()
    .describe('Those of the platform Single-page application.'),
  publicClientRedirectUris: z
    .array(redirectUri)
    .optional()
    .describe('Those of the platform Mobile and desktop applications.'),
  secrets: z.array(secret).optional(),
  certificates: z.array(certificate).optional(),
  federatedCredentials: z
    .array(z.strictObject({ ...federated.shape, audience: z.string().optional() }))
    .optional(),
  adminConsent,
  audience: z.enum(['thisTenant', 'anyTenant', 'personalAccounts']).optional(),
  // A misspelled member would be dropped without a word.
  exposedApi: z.strictObject(exposedApi.unwrap().shape).optional(),
  implicitGrant: z
    .strictObject({
      idTokens: z.boolean().default(false),
      accessTokens: z.boolean().default(false),
    })
    .optional()
    .describe('Which tokens the authorize endpoint may issue.'),
  optionalClaims: z.strictObject(optionalClaims.unwrap().shape).optional(),
});
