import { decodeJwt } from 'jose';

const graph = new Set(['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com']);

/**
 * Reads a token that has already been refused, only to report what went wrong. Nothing here is verified,
 * so nothing here may let a request in.
 */
export function whoseToken(token: string): string | undefined {
  const { aud, iss } = decoded(token);
  // #region whose-token
  if (typeof aud === 'string' && graph.has(aud.replace(/\/$/, ''))) {
    return "This access token is for Microsoft Graph, not for this API: ask for one of this API's own scopes.";
  }
  if (iss?.startsWith('https://sts.windows.net/')) {
    return "This access token has version 1.0: set requestedAccessTokenVersion to 2 in this API's manifest.";
  }
  // #endregion whose-token
  return undefined;
}

/** Which tenant a token claims to be from, before it's verified. */
export function claimedTenant(token: string): string | undefined {
  const { tid } = decoded(token);
  return typeof tid === 'string' ? tid : undefined;
}

function decoded(token: string): ReturnType<typeof decodeJwt> {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
