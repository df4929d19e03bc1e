import { ConfidentialClientApplication, ProtocolMode } from '@azure/msal-node';
import type { BoundedFetch } from '../network/bounded-fetch.ts';
import { msalNetwork } from '../network/msal-network.ts';
import { msalCredential } from '../registration/credential.ts';
import type { Registration } from '../registration/registration.ts';
import type { Provider } from './discovery.ts';

// #region client
/**
 * One MSAL client for one request. A client shared between requests mixes up the token caches of people
 * who sign in at the same moment, so it is made here, filled with one session's tokens, and thrown away.
 * @param tokenCache of one session, as `serialize()` gave it
 */
export function createClient(
  { clientId, credential }: Registration,
  { authority, metadata }: Provider,
  send: BoundedFetch,
  tokenCache?: string,
): ConfidentialClientApplication {
  const client = new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: authority.href,
      knownAuthorities: [authority.host],
      // Already read and checked by discovery.ts: MSAL does not ask again.
      authorityMetadata: JSON.stringify(metadata),
      ...msalCredential(credential),
    },
    system: { protocolMode: ProtocolMode.OIDC, networkClient: msalNetwork(send) },
  });
  if (tokenCache !== undefined) client.getTokenCache().deserialize(tokenCache);
  return client;
}
// #endregion client
