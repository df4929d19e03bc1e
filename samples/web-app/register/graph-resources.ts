import { z } from 'zod';

// What the command reads of each resource. Entries of lists stay whole, because a change sends them back.

const Claim = z.looseObject({ name: z.string() });
const claims = z.array(Claim).nullish();

export const Application = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  signInAudience: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  identifierUris: z.array(z.string()).default([]),
  web: z
    .object({ redirectUris: z.array(z.string()).default([]), logoutUrl: z.string().nullish() })
    .default({ redirectUris: [] }),
  api: z
    .looseObject({
      requestedAccessTokenVersion: z.number().nullish(),
      oauth2PermissionScopes: z.array(z.looseObject({ value: z.string().nullish() })).default([]),
    })
    .nullish(),
  appRoles: z.array(z.looseObject({ value: z.string().nullish() })).default([]),
  optionalClaims: z.object({ idToken: claims, accessToken: claims, saml2Token: claims }).nullish(),
  requiredResourceAccess: z
    .array(
      z.object({
        resourceAppId: z.string(),
        resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })),
      }),
    )
    .default([]),
  passwordCredentials: z
    .array(
      z.object({
        keyId: z.string(),
        displayName: z.string().nullish(),
        endDateTime: z.string().nullish(),
        hint: z.string().nullish(),
      }),
    )
    .default([]),
  keyCredentials: z
    .array(z.looseObject({ keyId: z.string(), customKeyIdentifier: z.string().nullish() }))
    .default([]),
});
export type Application = z.infer<typeof Application>;

/** Graph shows the certificates' own bytes only if they are asked for by name. */
export const applicationProperties = Object.keys(Application.shape).join(',');

export const NamedApplication = z.object({
  id: z.string(),
  appId: z.string(),
  tags: z.array(z.string()).default([]),
});

export const ServicePrincipal = z.object({ id: z.string(), appId: z.string() });
export type ServicePrincipal = z.infer<typeof ServicePrincipal>;

/** The service principal of an API, with what it offers. */
export const Api = z.object({
  id: z.string(),
  oauth2PermissionScopes: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
});
export type Api = z.infer<typeof Api>;

export const Secret = z.object({
  keyId: z.string(),
  secretText: z.string(),
  endDateTime: z.string(),
});

export const UserFlow = z.object({
  id: z.string(),
  displayName: z.string(),
  '@odata.type': z.string().optional(),
});
export type UserFlow = z.infer<typeof UserFlow>;

export const AppOfUserFlow = z.object({ appId: z.string() });

export const Grant = z.object({
  id: z.string(),
  clientId: z.string(),
  consentType: z.string(),
  resourceId: z.string(),
  scope: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** Of the scopes, those that a grant doesn't have. */
export const missingFrom = (grant: Grant | undefined, scopes: readonly string[]): string[] => {
  const granted = grant?.scope.split(' ') ?? [];
  return scopes.filter((scope) => !granted.includes(scope));
};
