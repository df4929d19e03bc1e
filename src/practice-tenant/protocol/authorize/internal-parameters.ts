import { onlyTokenParameter } from '../../tenant/only-token.ts';
import { sharedRequestParameter } from '../../tenant/shared-request.ts';
import { stepUpParameter } from '../claims/requested-claims.ts';
import { assumedParameter } from '../grants/assumed-redirect-uri.ts';

/** Carries the checks of `extra-parameters.ts`, for which oidc-provider has no other place. */
export const checksParameter = 'practice_checks';

/** What carries something through oidc-provider: no client may set it. */
export const internalParameters = [
  stepUpParameter,
  checksParameter,
  onlyTokenParameter,
  assumedParameter,
  sharedRequestParameter,
] as const;

/** Stands in for the nonce that oidc-provider requires with an ID token, and Azure AD B2C doesn't. */
export const noNonce = 'practice-no-nonce';
