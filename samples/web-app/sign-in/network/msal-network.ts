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

/** Which part of a token response is missing or can't be used. */
export type TokenFault = 'id_token' | 'access_token' | 'token_type';

/** A token response without the tokens that were asked for. */
export class UnusableTokens extends Error {
  override readonly name = 'UnusableTokens';
  readonly fault: TokenFault;

  constructor(fault: TokenFault, problem: string) {
    super(`the token response ${problem}`);
    this.fault = fault;
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
    async sendPostRequestAsync<T>(
      url: string,
      { headers = {}, body = '' }: NetworkRequestOptions = {},
    ) {
      const request = { method: 'POST', headers, body: withoutMachine(body) };
      const { tokens, ...received } = await send(url, request)
        .then((response) => tokenResponse(response, new URLSearchParams(request.body)))
        .catch((reason: Error) => Promise.reject(new NetworkFailure(reason)));
      // MSAL's interface lets the caller name the type of a body that hasn't been checked.
      return { ...received, body: tokens as T };
    },
  };
}
// #endregion msal-network

/** MSAL adds the server's operating system and processor, which no one needs. Its name and version stay, for support. */
const withoutMachine = (form: string) => form.replace(/&x-client-(?:OS|CPU)=[^&]*/g, '');

const TokenResponse = z.looseObject({});

/** RFC 6749 §5.2: a refusal names its error. MSAL would take anything else for tokens. */
function tokenResponse({ status, headers, text }: Reply, request: URLSearchParams) {
  const json = TokenResponse.safeParse(parseJson(text));
  if (!json.success)
    throw new Error(`the token endpoint responded with status ${status}, but not with JSON`);
  const { error } = json.data;
  if (error === undefined ? status >= 400 : typeof error !== 'string')
    throw new Error(`the token endpoint responded with status ${status}, but names no error`);
  if (error === undefined) checkTokens(json.data, request);
  // With `refresh_in`, MSAL would renew tokens in the background after this client is gone.
  const { refresh_in: _, ...tokens } = json.data;
  return { status, headers: Object.fromEntries(headers), tokens };
}

// #region check-tokens
/** These scopes ask for an ID token and a refresh token; every other scope asks for an access token. */
const withoutAccessToken = ['openid', 'profile', 'email', 'offline_access'];

/** RFC 6749 §5.1 and OpenID Connect Core §3.1.3.3: MSAL takes any kind of token, and none at all. */
function checkTokens(tokens: Record<string, unknown>, request: URLSearchParams): void {
  const { id_token, access_token, token_type } = tokens;
  const isSignIn = request.get('grant_type') === 'authorization_code';
  const scopes = request.get('scope')?.split(' ') ?? [];
  // RFC 6749 §6: a renewal without scopes is for those of before.
  const wantsAccessToken =
    scopes.some((each) => !withoutAccessToken.includes(each)) || (!isSignIn && scopes.length === 0);

  if (isSignIn ? !isText(id_token) : id_token !== undefined && typeof id_token !== 'string')
    throw new UnusableTokens('id_token', 'has no ID token');
  if (wantsAccessToken && !isText(access_token))
    throw new UnusableTokens('access_token', 'has no access token');
  const isBearer = typeof token_type === 'string' && /^bearer$/i.test(token_type);
  if (!isBearer && (isText(access_token) || token_type !== undefined))
    throw new UnusableTokens('token_type', 'has a token_type other than Bearer');
}
// #endregion check-tokens

const isText = (value: unknown) => typeof value === 'string' && value !== '';
