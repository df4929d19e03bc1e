import type { JSONWebKeySet } from 'jose';
import type { GroupsClaim } from './groups-claim.ts';
import type { OptionalClaims } from './optional-claims.ts';
import type { TenantSetId } from './tenant-set.ts';

/** The four kinds of tenant that the practice tenant simulates; also the key of the tenant that has each one's apps. */
export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** What each tenant is kept under, and addressed with on the desk and in the admin API. */
export const tenantKeys = [...tenantTypes, 'northwind', 'litware', 'personal'] as const;
export type TenantKey = (typeof tenantKeys)[number];

/** Words in place of a tenant in an authority, for accounts of several tenants. */
export const sharedNames = ['common', 'organizations', 'consumers'] as const;
export type SharedName = (typeof sharedNames)[number];

/** Which service's vocabulary a tenant uses: claims, members of responses, error codes. */
export type Dialect = 'entra' | 'b2c';

/** What addresses are made of. */
export interface TenantNames {
  id: string;
  /** The initial domain, in lower case. */
  domain: string;
}

/**
 * What sets the tenant types apart; `tenant-types.ts` has each one's row. Code asks for one of these and
 * never for a tenant type's name.
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
  /** Whether it has the v1.0 endpoints beside those of v2.0. */
  hasVersion1: boolean;
  /** Whether users belong to an organization, with guests among them. */
  isWorkforce: boolean;
  /** Whether users can be in security groups, which tokens can name. */
  hasGroups: boolean;
  /** Whether the admin center assigns groups to apps; in an external tenant, only Microsoft Graph does. */
  assignsGroupsOnDesk: boolean;
  /** Whether users can have the app roles of apps; without it, only apps that call as themselves can. */
  hasRolesForUsers: boolean;
  /**
   * Who consents to what an app asks for: the user, on a page; only an administrator, on the same page;
   * or only an administrator, on the tenant desk.
   */
  consent: 'person' | 'administrator' | 'administratorElsewhere';
  /** Whether apps with the capability `cp1` get continuous access evaluation. */
  hasContinuousAccess: boolean;
  /** Whether Microsoft Graph works for the users who sign in; without it, a bare scope belongs to nothing. */
  hasGraph: boolean;
  /** How long its refresh tokens work. */
  refreshTokens: RefreshTokenLifetime;
  /** What its token endpoint takes as `grant_type`. */
  grants: readonly string[];
  /** Whether users can sign in with the practice social provider. */
  hasSocialProvider: boolean;
  /** Whether one user flow signs users up, for the apps that are added to it. */
  addsAppsToUserFlow: boolean;
}

/** The token of a single-page app has a lifetime of its own. */
export interface RefreshTokenLifetime {
  /** Starts again at each renewal. */
  days: number;
  /** No renewal goes beyond this many days from the sign-in. */
  daysFromSignIn?: number;
}

/** A tenant, with what its tenant type makes of it. */
export interface Tenant extends TenantNames, TenantTypeTraits {
  key: TenantKey;
  /** Whose it is, where each visitor has tenants of their own; undefined on one machine. */
  set?: TenantSetId;
  /** What the seeded secrets of its apps end in; undefined on one machine, where everyone knows them. */
  clientSecret?: string;
  type: TenantType;
  /** Tenants with the same name here sign with the same keys, as all organizations do at the real service. */
  keyring: string;
  /** The shared authorities that lead users of this tenant here. */
  sharedNames: readonly SharedName[];
  /** The tenant of all personal Microsoft accounts: it has users, and no apps of its own. */
  isPersonal: boolean;
  /** The tenant's display name. */
  name: string;
  /** Empty for every tenant type but Azure AD B2C. */
  userFlows: readonly UserFlow[];
  /** Whether users can create accounts for themselves. */
  selfServiceSignUp: boolean;
  /** What sign-up asks for besides the display name. */
  signUpAttributes: readonly SignUpAttribute[];
}

/** The name is the claim's, where the tenant type puts it into tokens. */
export interface SignUpAttribute {
  name: string;
  label: string;
}

export interface UserFlow {
  /** As it appears in addresses and in the claim `tfp`. */
  id: string;
  kind: 'signUpSignIn' | 'editProfile' | 'resetPassword';
  /** What "Forgot your password?" does: reset in place, or answer the app with AADB2C90118. */
  forgottenPassword: 'resetHere' | 'answerApp';
  /** A custom policy, whose tokens have the claims of Microsoft's starter pack. */
  isCustomPolicy?: true;
}

export interface User {
  objectId: string;
  username: string;
  name: string;
  givenName?: string | undefined;
  surname?: string | undefined;
  /** Two letters, as in ISO 3166-1. */
  country?: string | undefined;
  email: string;
  /** Made by hashPassword; absent for the seeded users, whose password is public. */
  passwordHash?: string | undefined;
  /** App roles by the API or app that defines them. */
  roles?: Record<string, string[]> | undefined;
  /** Client IDs of apps that the user is assigned to without a role of theirs. */
  assignedTo?: string[] | undefined;
  /** May agree to what an app asks for on behalf of all users. */
  administrator?: boolean | undefined;
  /** Object IDs of the groups the user is in. */
  groups?: string[] | undefined;
  /** Tenant ID of the organization a guest comes from. */
  homeTenant?: string | undefined;
  /** What sign-up and edit profile collected, by attribute. */
  attributes?: Record<string, string> | undefined;
  /** The account at a social provider that this user signs in with, instead of a password. */
  identity?: Identity | undefined;
  /** Whether Microsoft Graph has a picture of the user. */
  hasPhoto?: boolean | undefined;
  /** Whether the user may sign in; absent is the same as true. */
  accountEnabled?: boolean | undefined;
  /** ISO 8601; absent for the seeded users. */
  createdAt?: string | undefined;
}

/** An account at another identity provider, by what never changes about it. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** A security group, which users are in by its ID. */
export interface Group {
  id: string;
  name: string;
  description?: string | undefined;
  /** App roles that its members have, by the API or app that defines them. */
  roles?: Record<string, string[]> | undefined;
  /** Client IDs of apps that its members are assigned to without a role of theirs. */
  assignedTo?: string[] | undefined;
}

export interface Registration {
  clientId: string;
  name: string;
  /** Those of the platform Web. Used for sign-in and after sign-out, as in the admin center. */
  redirectUris: readonly string[];
  /** Those of the platform Single-page application: a browser redeems their codes, without a secret. */
  singlePageRedirectUris?: readonly string[] | undefined;
  /** Those of the platform Mobile and desktop applications: their codes are redeemed without a secret. */
  publicClientRedirectUris?: readonly string[] | undefined;
  frontChannelLogoutUri?: string | undefined;
  secrets: readonly Secret[];
  /** PEM certificates whose keys may sign client assertions. */
  certificates: readonly string[];
  /** What a program calls its certificates, by their thumbprint; without a name, a certificate has its subject's. */
  certificateNames?: Record<string, string> | undefined;
  federatedCredentials: readonly FederatedCredential[];
  /** "Allow public client flows": the device code flow needs no secret. */
  allowPublicClient: boolean;
  /** "API permissions": what the app is configured to ask for. */
  permissions?: readonly string[] | undefined;
  /** Scopes that an administrator consented to for all users. */
  adminConsent: readonly string[];
  /** App roles granted for calls without a user, by resource. */
  appPermissions: Record<string, string[]>;
  /** The tenant ID of the organization that it's registered in, if that's another one. */
  homeTenant?: string | undefined;
  /** Supported account types: this tenant only, any organization's (also through /common), or no organization's. */
  audience: 'thisTenant' | 'anyTenant' | 'personalAccounts';
  /** Whether personal Microsoft accounts are among the supported ones. */
  personalAccounts?: boolean | undefined;
  /** App roles that it defines for the users of the app, or for apps that call it. */
  appRoles?: readonly AppRole[] | undefined;
  /** App roles that it is configured to ask for, by API; `appPermissions` has those that it was given. */
  requestedAppPermissions?: Record<string, string[]> | undefined;
  /** Object IDs of the users and service principals that own it. */
  owners?: readonly string[] | undefined;
  /** Those that own its service principal. */
  servicePrincipalOwners?: readonly string[] | undefined;
  /** "Assignment required?": only users who are assigned to it, themselves or with a group, can sign in. */
  assignmentRequired?: boolean | undefined;
  /** An app registered by a program offers sign-up only once it's added to the tenant's user flow. */
  withoutUserFlow?: boolean | undefined;
  /** An app registered by a program is known to the tenant only once its service principal exists. */
  withoutServicePrincipal?: boolean | undefined;
  description?: string | undefined;
  notes?: string | undefined;
  homePage?: string | undefined;
  tags?: readonly string[] | undefined;
  /** ISO 8601; absent for the seeded apps. */
  createdAt?: string | undefined;
  /** "Implicit grant and hybrid flows": what the authorization endpoint may return besides a code. */
  implicitGrant?: ImplicitGrant | undefined;
  /** "Add groups claim" of the token configuration; true asks for security groups. */
  groupsClaim?: GroupsClaim | undefined;
  /** "Add optional claim" of the token configuration. */
  optionalClaims?: OptionalClaims | undefined;
  /** `requestedAccessTokenVersion` of the app manifest; null there, and absent here, is version 1.0. */
  accessTokenVersion?: 1 | 2 | undefined;
  exposedApi?: ExposedApi | undefined;
}

export interface ExposedApi {
  /** The Application ID URI; the client ID while it has none. */
  identifierUri: string;
  /** Short names. */
  scopes: readonly string[];
  /** What a program said about a scope, by its short name. */
  details?: Record<string, ScopeDetails> | undefined;
}

export interface ScopeDetails {
  id: string;
  /** Whether users may consent, or only administrators. */
  type: 'User' | 'Admin';
  adminConsentDisplayName?: string | undefined;
  adminConsentDescription?: string | undefined;
  userConsentDisplayName?: string | undefined;
  userConsentDescription?: string | undefined;
}

export interface AppRole {
  id: string;
  /** As it appears in the claim `roles`. */
  value: string;
  displayName: string;
  description: string;
  allowedMemberTypes: readonly ('User' | 'Application')[];
  /** Whether it can't be assigned anymore; those who have it keep it in their tokens. */
  disabled?: boolean | undefined;
}

export interface ImplicitGrant {
  /** "Access tokens (used for implicit flows)". */
  accessTokens: boolean;
  /** "ID tokens (used for implicit and hybrid flows)". */
  idTokens: boolean;
}

export interface Secret {
  value: string;
  /** ISO 8601. */
  expires: string;
  /** ISO 8601. */
  created?: string | undefined;
  /** The secret's ID, which is easily mistaken for its value. */
  id?: string | undefined;
  description?: string | undefined;
}

export interface FederatedCredential {
  issuer: string;
  subject: string;
  audience: string;
  /** Where the issuer publishes its keys, or the keys themselves; without either, its metadata document tells. */
  keys?: string | JSONWebKeySet | undefined;
  id?: string | undefined;
  name?: string | undefined;
  description?: string | undefined;
}
