import {
  AuthError,
  ConfidentialClientApplication,
  InteractionRequiredAuthError,
} from '@azure/msal-node';
import {
  keptMetadata,
  ProviderUnavailable,
  type TenantMetadata,
  tenantFetch,
} from '../protected-api/check-access-token/index.ts';
import type { MiddleTier } from './configuration.ts';
import { InteractionNeeded } from './interaction-needed.ts';
import { msalCredential, msalNetwork, NetworkFailure, oneLine } from './sign-in/index.ts';
import { type TokenPartitions, tokenPartitions } from './token-partitions.ts';

export interface OnBehalfOfParts {
  fetch?: typeof fetch;
  partitions?: TokenPartitions;
}

/** What the caller sent: an access token for this API, already verified, and when it expires. */
export interface Assertion {
  token: string;
  /** Seconds since 1970, the claim `exp`. */
  exp: number;
}

/** @throws InteractionNeeded when the tenant requires the user to sign in */
export type OnBehalfOf = (assertion: Assertion) => Promise<string>;

export function onBehalfOf(
  middleTier: MiddleTier,
  { fetch: send = fetch, partitions = tokenPartitions() }: OnBehalfOfParts = {},
): OnBehalfOf {
  const metadataOf = keptMetadata(middleTier.registration, send);
  return async ({ token, exp }) => {
    const metadata = await metadataOf();
    const client = clientFor(middleTier, metadata, send);
    // #region on-behalf-of
    // MSAL does not ask a cache plugin before it looks for an on-behalf-of token.
    const kept = partitions.get(token);
    if (kept !== undefined) client.getTokenCache().deserialize(kept);
    const result = await client
      .acquireTokenOnBehalfOf({ oboAssertion: token, scopes: [...middleTier.scopes] })
      .catch((error: unknown) => {
        throw explained(error, middleTier, metadata);
      });
    // #endregion on-behalf-of
    if (!result) throw new Error('MSAL returned no token.');
    if (!result.fromCache) partitions.set(token, client.getTokenCache().serialize(), exp * 1000);
    return result.accessToken;
  };
}

// #region client
/** One client for each request: a shared client would hold every user's tokens in one cache. */
export function clientFor(middleTier: MiddleTier, metadata: TenantMetadata, send: typeof fetch) {
  const { authority, clientId, tenantId } = middleTier.registration;
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      ...msalCredential(middleTier.credential),
      authority: `${authority.origin}/${tenantId}`,
      knownAuthorities: [authority.host],
      authorityMetadata: JSON.stringify(metadata),
    },
    system: { networkClient: msalNetwork(tenantFetch(send)) },
  });
}
// #endregion client

// #region interaction-required
function explained(error: unknown, middleTier: MiddleTier, metadata: TenantMetadata): unknown {
  if (error instanceof NetworkFailure) return unavailable(error.reason);
  if (!(error instanceof AuthError)) return error;
  // The tenant wrote part of the message, and it goes to the log.
  if (!(error instanceof InteractionRequiredAuthError)) return new Error(oneLine(`MSAL: ${error}`));
  const { clientId, tenantId } = middleTier.registration;
  const authorizationUri = metadata.authorization_endpoint;
  if (error.claims) return new InteractionNeeded({ authorizationUri, claims: error.claims });
  // The tenant's consent page is on the same host as its sign-in page.
  const { origin } = new URL(authorizationUri);
  const consentUri = `${origin}/${tenantId}/adminconsent?client_id=${clientId}`;
  return new InteractionNeeded({ authorizationUri, consentUri });
}
// #endregion interaction-required

const unavailable = (reason: Error) =>
  reason instanceof ProviderUnavailable ? reason : new ProviderUnavailable(reason.message, reason);
