import { SignInRequired } from './sign-in/index.ts';
import { boundedReply } from './sign-in/network/bounded-fetch.ts';

export interface ApiReply {
  endpoint: string;
  /** undefined when the API did not answer. */
  status: number | undefined;
  body: string;
}

// #region call-api
/**
 * Calls the API in the name of the signed-in person. Waits five seconds, follows no redirect (it would
 * carry the token elsewhere), and reads no more than a page can show.
 * @throws SignInRequired when the API wants more proven than the token says
 */
export async function callApi(
  endpoint: string,
  accessToken: string,
  scopes: readonly string[],
): Promise<ApiReply> {
  try {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const reply = await boundedReply(fetch, endpoint, { headers });
    const claims = claimsChallenge(reply.headers.get('www-authenticate'));
    if (reply.status === 401 && claims !== undefined)
      throw new SignInRequired(scopes, { detail: 'the API sent a claims challenge', claims });
    return { endpoint, status: reply.status, body: pretty(reply.text) };
  } catch (error) {
    if (error instanceof SignInRequired) throw error;
    console.error(`The API at ${endpoint} did not answer: ${error}`);
    return { endpoint, status: undefined, body: '' };
  }
}
// #endregion call-api

/** Microsoft's APIs send `claims` base64-encoded when the visitor must sign in again. */
function claimsChallenge(header: string | null): string | undefined {
  const encoded = /\bclaims="([A-Za-z0-9+/=_-]+)"/.exec(header ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
