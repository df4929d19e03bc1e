import {
  type AuthorizationUrlRequest,
  ConfidentialClientApplication,
  ProtocolMode,
} from '@azure/msal-node';
import type { BoundedFetch } from '../network/bounded-fetch.ts';
import { msalNetwork } from '../network/msal-network.ts';
import { msalCredential } from '../registration/credential.ts';
import type { Registration } from '../registration/registration.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import { claimsRequest } from './claims-request.ts';
import type { Provider } from './discovery.ts';

class Client extends ConfidentialClientApplication {
  override async getAuthCodeUrl(request: AuthorizationUrlRequest): Promise<string> {
    if (request.claims) claimsRequest(request.claims);
    const url = await super.getAuthCodeUrl(request);
    // MSAL adds its version and the server's operating system and processor, which browsers needn't learn.
    return url.replace(/&x-client-[^&]*/g, '');
  }
}

// #region client
/**
 * One MSAL client for one request. A client that requests share mixes up the token caches of users who sign
 * in at the same moment, so each request creates one, fills it with its session's tokens, and discards it.
 * @param tokenCache one session's tokens, as `serialize()` returned them
 */
export function createClient(
  { tenantType, clientId, credential }: Registration,
  { authority, metadata }: Provider,
  send: BoundedFetch,
  tokenCache?: string,
): ConfidentialClientApplication {
  const client = new Client({
    auth: {
      clientId,
      clientCapabilities: [...tenantTypeRows[tenantType].clientCapabilities],
      authority: authority.href,
      knownAuthorities: [authority.host],
      // discovery.ts has already read and checked it: MSAL doesn't ask again.
      authorityMetadata: JSON.stringify(metadata),
      ...msalCredential(credential),
    },
    system: { protocolMode: ProtocolMode.OIDC, networkClient: msalNetwork(send) },
  });
  if (tokenCache !== undefined) client.getTokenCache().deserialize(tokenCache);
  return client;
}
// #endregion client
