import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { boundedFetch, ProviderUnavailable } from './auth/index.ts';

export interface MsalNetwork extends INetworkModule {
  /** Why a request failed; MSAL says no more than "network_error". */
  failure(): unknown;
}

// #region msal-network
/**
 * MSAL's own HTTP client follows redirects, even with the client secret in the body, waits for ever
 * and reads answers of any length. This one does not.
 */
export function msalNetwork(send: typeof fetch): MsalNetwork {
  let failure: unknown;
  const request = async (url: string, method: string, options: NetworkRequestOptions = {}) => {
    const { headers = {}, body } = options;
    try {
      const answer = await boundedFetch(url, send, { method, headers, ...(body && { body }) });
      const { status } = answer;
      return {
        status,
        headers: Object.fromEntries(answer.headers),
        body: parsed(url, answer.text),
      };
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return {
    sendGetRequestAsync: (url, options) => request(url, 'GET', options),
    sendPostRequestAsync: (url, options) => request(url, 'POST', options),
    failure: () => failure,
  };
}
// #endregion msal-network

function parsed(url: string, text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProviderUnavailable(url, error);
  }
}
