import {
  boundedReply,
  causesOf,
  claimsChallenge,
  claimsRequest,
  type FailureReason,
  RequestFailure,
  SignInRequired,
} from './sign-in/index.ts';

export interface ApiReply {
  endpoint: string;
  /** undefined when there is no response to show; `failure` then tells why. */
  status: number | undefined;
  body: string;
  failure?: ApiFailure;
}

export interface ApiFailure {
  /** Stable, and explained on a page of its own. */
  code: string;
  /** What happened, then what to do. */
  sentence: string;
}

// #region api-failures
/** Why there is no response to show, each with its own code and words. */
export const apiFailures: Record<FailureReason, ApiFailure> = {
  timed_out: {
    code: 'api_timed_out',
    sentence: "The API didn't respond within five seconds. Wait a moment, then try again.",
  },
  unreachable: {
    code: 'api_unreachable',
    sentence: "The app couldn't connect to the API. Check that it runs, and check ENDPOINT.",
  },
  certificate_untrusted: {
    code: 'api_certificate_untrusted',
    sentence: "The app doesn't trust the API's certificate. The app's log names the reason.",
  },
  proxy_refused: {
    code: 'api_proxy_refused',
    sentence: "A proxy didn't let the app reach the API. The app's log names the reason.",
  },
  redirected: {
    code: 'api_redirected',
    sentence:
      'The API redirected the app to another address. The app stopped there, because your access token must not follow.',
  },
  too_large: {
    code: 'api_response_too_large',
    sentence:
      'The API responded, but the response is longer than the 64 KiB this app reads. Ask for less, for example with $select or $top.',
  },
};
// #endregion api-failures

// #region call-api
/**
 * Calls the API on behalf of the signed-in user. Waits five seconds, follows no redirect (it would carry
 * the token elsewhere), and reads no more than a page can show.
 * @param send how to reach the network; the default is fetch
 * @throws SignInRequired when the API wants more proof than the token carries
 * @throws SignInError `claims_unusable` when it asks in a way that can't be passed on
 */
export async function callApi(
  endpoint: string,
  accessToken: string,
  scopes: readonly string[],
  send: typeof fetch = fetch,
): Promise<ApiReply> {
  try {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const reply = await boundedReply(send, endpoint, { headers });
    const claims = claimsChallenge(reply.headers.get('www-authenticate'));
    if (reply.status === 401 && claims !== undefined)
      throw new SignInRequired(scopes, {
        detail: 'the API sent a claims challenge',
        claims: claimsRequest(claims),
      });
    return { endpoint, status: reply.status, body: pretty(reply.text) };
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    const failure = apiFailures[error.reason];
    console.error(`${failure.code}: ${endpoint}: ${causesOf(error)}`);
    return { endpoint, status: undefined, body: '', failure };
  }
}
// #endregion call-api

/** In levels: each one indents every line in it, so deep JSON of 64 KiB would become a page of 150 MB. */
const deepest = 32;

function pretty(text: string): string {
  try {
    return depthOf(text) > deepest ? text : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** At most: brackets in strings count, too. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
