export { type AccessTokenChecker, accessTokenChecker, type CheckerParts } from './access-token.ts';
export { answerErrors } from './answer-errors.ts';
export type { AccessTokenClaims } from './claims.ts';
export {
  type Caller,
  callerOf,
  requireAccessToken,
  requireGroup,
  requireRole,
  requireScope,
} from './express.ts';
export { ProviderUnavailable, tenantFetch } from './network.ts';
export { quotable, Refusal } from './refusal.ts';
export { type ApiRegistration, apiRegistrationFrom } from './registration.ts';
export { keptMetadata, type TenantMetadata } from './tenant-metadata.ts';
