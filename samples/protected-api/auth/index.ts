export { type AccessTokenChecker, accessTokenChecker, type CheckerParts } from './access-token.ts';
export { answerErrors } from './answer-errors.ts';
export type { AccessTokenClaims } from './claims.ts';
export { ConfigurationError } from './configuration-error.ts';
export { type Caller, callerOf, requireAccessToken, requireRole, requireScope } from './express.ts';
export { boundedFetch, ProviderUnavailable } from './network.ts';
export { quotable, Refusal } from './refusal.ts';
export {
  type ApiRegistration,
  apiRegistrationFrom,
  type TenantType,
  tenantTypes,
} from './registration.ts';
export { keptMetadata, type TenantMetadata } from './tenant-metadata.ts';
export type { Environment } from './tenant-places.ts';
