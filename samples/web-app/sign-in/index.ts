// The public side of this folder. Everything else is an implementation detail.
export { SignInError, type SignInErrorCode, SignInRequired } from './errors/sign-in-error.ts';
export {
  createRelyingParty,
  type RelyingParty,
  type RelyingPartyOptions,
} from './protocol/relying-party.ts';
export type { SignInRequest } from './protocol/sign-in.ts';
export {
  type Credential,
  type Registration,
  type TenantType,
  tenantTypes,
  type UserFlow,
} from './registration/registration.ts';
export type { CookieJar, CookieOptions } from './session/cookies.ts';
export { isSameOrigin, safeReturnTo } from './session/origin.ts';
export type { SessionLifetime } from './session/session.ts';
export type { TokenStore } from './session/token-store.ts';
export type { User } from './session/user.ts';
