import { AuthError, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import { type BoundedFetch, parseJson, type Reply } from './bounded-fetch.ts';

/** Carries the reason of a failed request through MSAL, which replaces every error that is not its own. */
export class NetworkFailure extends AuthError {
  readonly reason: SignInError;

  constructor(reason: SignInError) {
    super(reason.code, '', reason.message);
    // AuthError sets its own prototype, which would hide this class from instanceof.
    Object.setPrototypeOf(this, NetworkFailure.prototype);
    this.reason = reason;
  }
}

/** MSAL's way to the network: the same bounded fetch as everything else. */
export function msalNetwork(send: BoundedFetch): INetworkModule {
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
