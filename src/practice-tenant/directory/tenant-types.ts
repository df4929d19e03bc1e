import { grantTypes, grantTypesEverywhere } from './grant-types.ts';

/** The four kinds of tenant that the practice tenant plays; also the key of each tenant. */
export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** Whose words a tenant speaks: claims, members of answers, error codes. */
export type Dialect = 'entra' | 'b2c';

/** What addresses are made of. */
export interface TenantNames {
  id: string;
  /** The initial domain, in lower case. */
  domain: string;
}

/**
 * What sets the tenant types apart. Code asks for one of these and never for a tenant type's name, so
 * a new tenant type is a new row here and in `tenants.ts`; the compiler names what it lacks.
 */
export interface TenantTypeTraits {
  dialect: Dialect;
  /** Which origin of the back channel is its own. */
  backChannel: 'back' | 'customDomain';
  /** What a client is configured with, below that origin. */
  authority: (names: TenantNames) => string;
  /** The `iss` of its tokens, below that origin. */
  issuer: (names: TenantNames) => string;
  /** The Application ID URI of its API with this client ID and name. */
  appIdUri: (names: TenantNames, clientId: string, name: string) => string;
  /** Whether `/common` and `/organizations` lead here. */
  isShared: boolean;
  /** Whether people belong to an organization: with groups, and guests from elsewhere. */
  isWorkforce: boolean;
  /**
   * Who agrees to what an app asks for: the person; only an administrator, who is asked like a person;
   * or only an administrator, and nobody on a page.
   */
  consent: 'person' | 'administrator' | 'administratorElsewhere';
  /** Whether Microsoft Graph answers for the people who sign in; without it, a bare scope is nobody's. */
  hasGraph: boolean;
  /** What its token endpoint takes as `grant_type`. */
  grants: readonly string[];
  /** Whether people may come from the practice social provider. */
  hasSocialProvider: boolean;
}

const entra = {
  dialect: 'entra',
  backChannel: 'back',
  issuer: ({ id }) => `/${id}/v2.0`,
  appIdUri: (_, clientId) => `api://${clientId}`,
  isShared: false,
  isWorkforce: false,
  hasGraph: true,
  grants: [...grantTypesEverywhere, ...Object.values(grantTypes)],
  hasSocialProvider: false,
} as const satisfies Partial<TenantTypeTraits>;

export const tenantTypeTraits: Readonly<Record<TenantType, TenantTypeTraits>> = {
  'entra-id': {
    ...entra,
    authority: ({ id }) => `/${id}`,
    isShared: true,
    isWorkforce: true,
    consent: 'person',
  },
  'external-id': {
    ...entra,
    authority: ({ domain }) => `/${domain}`,
    consent: 'administrator',
  },
  'external-id-custom-domain': {
    ...entra,
    backChannel: 'customDomain',
    authority: ({ id }) => `/${id}/v2.0`,
    consent: 'administrator',
  },
  b2c: {
    ...entra,
    dialect: 'b2c',
    authority: ({ domain }) => `/${domain}/B2C_1_signupsignin`,
    issuer: ({ id }) => `/${id}/v2.0/`,
    appIdUri: ({ domain }, _, name) => `https://${domain}/${name}`,
    consent: 'administratorElsewhere',
    hasGraph: false,
    grants: grantTypesEverywhere,
    hasSocialProvider: true,
  },
};
