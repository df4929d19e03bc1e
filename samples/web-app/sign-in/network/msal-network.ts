import { AuthError, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import { z } from 'zod';
import { type BoundedFetch, parseJson, type Reply } from './bounded-fetch.ts';

/** Carries the reason for a failed request through MSAL, which replaces errors that aren't its own. */
export class NetworkFailure extends AuthError {
  readonly reason: Error;

  constructor(reason: Error) {
    super('network_failure', '', reason.message);
    // AuthError sets its own prototype, which hides this class from instanceof.
    Object.setPrototypeOf(this, NetworkFailure.prototype);
    this.reason = reason;
  }
}

// #region msal-network
/**
 * MSAL's access to the network: the same bounded fetch as everything else. MSAL's own client follows
 * redirects, even with the client secret in the body, sets no time limit of its own, and reads responses of any length.
 */
export function msalNetwork(send: BoundedFetch): INetworkModule {
  return {
    sendGetRequestAsync: () =>
      Promise.reject(new Error('MSAL has no reason to send a GET request.')),
    async sendPostRequestAsync<T>(url: string, { headers, body }: NetworkRequestOptions = {}) {
      const reply = await send(url, { method: 'POST', headers: headers ?? {}, body: body ?? '' })
        .then(tokenResponse)
        .catch((reason: Error) => Promise.reject(new NetworkFailure(reason)));
      // MSAL's interface lets the caller name the type of a body that hasn't been checked.
      return { ...reply, body: reply.body as T };
    },
  };
}
// #endregion msal-network

/** RFC 6749 §5.2: a refusal names its error. MSAL would take anything else for tokens. */
function tokenResponse({ status, headers, text }: Reply) {
  const json = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!json.success)
    throw new Error(`the token endpoint responded with status ${status}, but not with JSON`);
  const { error } = json.data;
  if (error === undefined ? status >= 400 : typeof error !== 'string')
    throw new Error(`the token endpoint responded with status ${status}, but names no error`);
  // With `refresh_in`, MSAL would renew tokens in the background after this client is gone.
  const { refresh_in: _, ...body } = json.data;
  return { status, headers: Object.fromEntries(headers), body };
}
