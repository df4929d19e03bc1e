// The library's entry point for any web framework; Express has its own: express.ts.
// Code outside this folder imports nothing else.

// Signing in

export { Forbidden } from './errors/forbidden.ts';
export { SignInError, type SignInErrorCode, SignInRequired } from './errors/sign-in-error.ts';
export { type AdminConsentRequest, hasAdminConsent } from './protocol/admin-consent.ts';
export type { AccessNeeds } from './protocol/authorization.ts';
export { claimsChallenge } from './protocol/claims-challenge.ts';
export { claimsRequest } from './protocol/claims-request.ts';
export { graphScopes } from './protocol/groups.ts';
export type { RelyingPartyOptions } from './protocol/parts.ts';
export { createRelyingParty, type RelyingParty } from './protocol/relying-party.ts';
export { type SignInFields, signInFields } from './protocol/sign-in-fields.ts';
export { signInRequestFrom } from './protocol/sign-in-form.ts';
export type { ListedSession } from './protocol/user-sessions.ts';
export type { User } from './session/user.ts';
export { userKey } from './session/user-key.ts';

// Configuration

export {
  type AccountType,
  type AllowedTenants,
  accountTypeOf,
  personalTenantId,
} from './registration/account-types.ts';
export { policyOf, type UserFlow } from './registration/authority.ts';
export { expiryWarning } from './registration/certificate-dates.ts';
export type { Credential } from './registration/credential.ts';
export {
  ConfigurationError,
  type Environment,
  environmentReader,
  isGuid,
} from './registration/environment.ts';
export { type NetworkSettings, networkSettingsFrom } from './registration/network-settings.ts';
export { isHostedPracticeTenants, isPracticeTenant } from './registration/practice-tenant.ts';
export { routeOf } from './registration/redirect-uri.ts';
export { listeningPort, type Registration, registrationFrom } from './registration/registration.ts';
export { type ServerSettings, serverSettingsFrom } from './registration/server-settings.ts';
export type { SessionLifetime } from './registration/session-lifetime.ts';
export { type TenantType, tenantTypeRows, tenantTypes } from './registration/tenant-types.ts';

// Without a user: for programs that look after the app

export { errorCodeIn } from './errors/sign-in-error.ts';
export { type AppOnly, appOnly } from './protocol/app-only.ts';
export { authorityOf, discoveryUrl, isIssuerOf } from './registration/authority.ts';

// Where sessions are kept

export type { TokenStore } from './session/token-store.ts';
export { memoryTokenStore } from './stores/memory-token-store.ts';
export { redisTokenStore } from './stores/redis-token-store.ts';

// For an app's own requests, pages and cookies

export { oneLine } from './errors/one-line.ts';
export {
  boundedReply,
  causesOf,
  type FailureReason,
  parseJson,
  RequestFailure,
} from './network/bounded-fetch.ts';
export { signInLimit } from './network/sign-in-limit.ts';
export { type CookieJar, hostCookie } from './session/cookie.ts';
export { decrypt, encrypt } from './session/encryption.ts';
export { isSameOrigin, safeReturnTo } from './session/origin.ts';
