import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  ProtocolMode,
} from '@azure/msal-node';
import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import { authorityOf } from './authority.ts';
import { msalCredential } from './credentials.ts';
import { type Metadata, parseJson } from './discovery.ts';
import type { BoundedFetch, Reply } from './network.ts';
import { NetworkFailure } from './provider-error.ts';
import type { Registration, UserFlow } from './registration.ts';

export interface ClientOptions {
  registration: Registration;
  metadata: Metadata;
  send: BoundedFetch;
  userFlow: UserFlow | undefined;
  /** The token cache of one session, as `serialize()` gave it. */
  tokenCache?: string;
}

// #region client
/**
 * One MSAL client for one request. A client shared between requests mixes up the token caches of people
 * who sign in at the same moment, so it is made here, filled with one session's tokens, and thrown away.
 */
export function createClient({ registration, metadata, userFlow, ...rest }: ClientOptions) {
  const authority = authorityOf(registration, userFlow);
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: registration.clientId,
      authority: authority.href,
      knownAuthorities: [authority.host],
      // Already read and checked by discovery.ts: MSAL does not ask again.
      authorityMetadata: JSON.stringify(metadata),
      ...msalCredential(registration.credential),
    },
    system: { protocolMode: ProtocolMode.OIDC, networkClient: networkClient(rest.send) },
  });
  if (rest.tokenCache !== undefined) client.getTokenCache().deserialize(rest.tokenCache);
  return client;
}
// #endregion client

/** MSAL's way to the network: the same bounded fetch as everything else. */
function networkClient(send: BoundedFetch): INetworkModule {
  return {
    sendGetRequestAsync: () => Promise.reject(new Error('MSAL has no reason to read anything.')),
    async sendPostRequestAsync<T>(url: string, { headers, body }: NetworkRequestOptions = {}) {
      const reply = await send(url, { method: 'POST', headers: headers ?? {}, body: body ?? '' })
        .then(requireJson)
        .catch((reason) => Promise.reject(new NetworkFailure(reason)));
      // MSAL's interface lets the caller name the type of a body that nobody has checked.
      return { ...reply, body: reply.body as T };
    },
  };
}

function requireJson({ status, headers, text }: Reply) {
  const json = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  const detail = `the token endpoint answered ${status} without JSON`;
  if (!json.success) throw new SignInError('provider_unavailable', { detail });
  // With `refresh_in` MSAL would renew tokens in the background, after this client is gone.
  const { refresh_in: _, ...body } = json.data;
  return { status, headers: Object.fromEntries(headers), body };
}
