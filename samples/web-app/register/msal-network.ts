import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { z } from 'zod';
import { boundedReply } from '../sign-in/index.ts';
import type { Surroundings } from './surroundings.ts';

const Refusal = z.object({ error: z.string(), error_description: z.string().default('') });

export interface MsalNetwork extends INetworkModule {
  /** Why the last request failed, in the identity provider's own words; MSAL keeps only its code. */
  refusal(): string | undefined;
  /** Why the last request brought no response. */
  failure(): unknown;
}

/** MSAL's access to the network, with requests that end. */
export function msalNetwork(send: Surroundings['fetch']): MsalNetwork {
  let refusal: string | undefined;
  let failure: unknown;

  async function request<T>(method: string, url: string, options: NetworkRequestOptions = {}) {
    const { headers = {}, body } = options;
    const init = { method, headers, ...(body !== undefined && { body }) };
    try {
      const reply = await boundedReply(send, url, init, 30);
      const json: unknown = JSON.parse(reply.text);
      const { data } = Refusal.safeParse(json);
      refusal = data && (data.error_description || data.error);
      // MSAL's interface lets the caller name the type of a body that hasn't been checked.
      return { status: reply.status, headers: Object.fromEntries(reply.headers), body: json as T };
    } catch (error) {
      failure = error;
      throw error;
    }
  }

  return {
    refusal: () => refusal,
    failure: () => failure,
    sendGetRequestAsync: (url, options) => request('GET', url, options),
    sendPostRequestAsync: (url, options) => request('POST', url, options),
  };
}
