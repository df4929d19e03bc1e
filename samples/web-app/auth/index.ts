// The public side of this folder. Everything else is an implementation detail.
export { type TenantType, tenantTypes, type UserFlow } from './authority.ts';
export type { CookieJar, CookieOptions } from './cookies.ts';
export type { Credential } from './credentials.ts';
export { ConfigurationError, SignInError, type SignInErrorCode, SignInRequired } from './errors.ts';
export { isSameOrigin, safeReturnTo } from './origin.ts';
export { redisTokenStore } from './redis-token-store.ts';
export { type Registration, registrationFrom } from './registration.ts';
export {
  createRelyingParty,
  type RelyingParty,
  type RelyingPartyOptions,
} from './relying-party.ts';
export type { SessionLifetime } from './session.ts';
export type { SignInRequest } from './sign-in.ts';
export { memoryTokenStore, type TokenStore } from './token-store.ts';
export type { User } from './user.ts';
