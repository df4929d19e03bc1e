// The public side of this folder. Everything else is an implementation detail.
export { SignInError, type SignInErrorCode, SignInRequired } from './errors/sign-in-error.ts';
export { boundedReply } from './network/bounded-fetch.ts';
export {
  createRelyingParty,
  type RelyingParty,
  type RelyingPartyOptions,
} from './protocol/relying-party.ts';
export type { SignInRequest } from './protocol/sign-in.ts';
export { signInRequestFrom } from './protocol/sign-in-form.ts';
export { ConfigurationError } from './registration/configuration-error.ts';
export {
  type Credential,
  type Registration,
  type TenantType,
  tenantTypes,
  type UserFlow,
} from './registration/registration.ts';
export { registrationFrom } from './registration/registration-from.ts';
export {
  type CookieJar,
  type CookieOptions,
  type CookieSetting,
  type SealedCookie,
  sealedCookie,
} from './session/cookies.ts';
export { decrypt, encrypt } from './session/encryption.ts';
export { isSameOrigin, safeReturnTo } from './session/origin.ts';
export type { SessionLifetime } from './session/session.ts';
export { sessionLifetimeFrom } from './session/session-lifetime.ts';
export type { TokenStore } from './session/token-store.ts';
export type { User } from './session/user.ts';
export { memoryTokenStore } from './stores/memory-token-store.ts';
export { redisTokenStore } from './stores/redis-token-store.ts';
export { isRedisUrl } from './stores/redis-url.ts';
