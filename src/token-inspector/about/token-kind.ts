import type { JsonObject } from '../../jwt/json-object.ts';
import { audiencesOf, has, textOf } from './claim-values.ts';
import { issuerOf } from './issuer.ts';

/**
 * What a token is for:
 * - `id`: it tells an app who signed in
 * - `access`: it opens an API; `graph` if that's Microsoft Graph
 * - `client-assertion`: an app made it, to prove who it is
 * - `federated`: a platform made it for a workload, instead of a secret
 * - `logout`: an identity provider ends a session with it
 */
export type TokenKind =
  | 'id'
  | 'access'
  | 'graph'
  | 'client-assertion'
  | 'federated'
  | 'logout'
  | 'unknown';

/** Microsoft Graph as an audience: its client ID, or its address in one of the clouds. */
const graph =
  /^(?:00000003-0000-0000-c000-000000000000|https:\/\/(?:graph|dod-graph|microsoftgraph)\.(?:microsoft\.(?:com|us|de)|chinacloudapi\.cn)\/?|https:\/\/graph\.windows\.net\/?)$/i;
const tokenEndpoint = /\/oauth2\/(?:v2\.0\/)?token$|\/v2\.0\/?$/;

/** Tells the kinds apart by their claims: nothing in a token of Microsoft's names its kind. */
export function kindOf(header: JsonObject, claims: JsonObject): TokenKind {
  const audiences = audiencesOf(claims);
  const type = textOf(header, 'typ')?.toLowerCase();
  if (audiences.some((each) => graph.test(each))) return 'graph';
  if (audiences.some((each) => /^api:\/\/AzureADTokenExchange/i.test(each))) return 'federated';
  if (has(claims, 'events') || type === 'logout+jwt') return 'logout';
  if (type === 'at+jwt' || type === 'application/at+jwt') return 'access';
  const isOwn = has(claims, 'iss') && claims['iss'] === claims['sub'];
  if (isOwn && audiences.some((each) => tokenEndpoint.test(each))) return 'client-assertion';
  const isMicrosofts = issuerOf(claims).service !== 'other';
  const inAccessTokens = ['scp', 'appid', 'azpacr', 'appidacr', ...(isMicrosofts ? ['azp'] : [])];
  if (inAccessTokens.some((name) => has(claims, name)) || textOf(claims, 'idtyp') === 'app')
    return 'access';
  if (['nonce', 'at_hash', 'c_hash', 's_hash'].some((name) => has(claims, name))) return 'id';
  if (has(claims, 'scope')) return 'access';
  if (!isMicrosofts) return 'unknown';
  return audiences.some((each) => each.includes(':')) ? 'access' : 'id';
}

/** Whether an access token is an app's own: there's no user in it. */
export const isForApp = (claims: JsonObject): boolean =>
  textOf(claims, 'idtyp') === 'app' ||
  (!['scp', 'name', 'nonce', 'auth_time'].some((name) => has(claims, name)) &&
    has(claims, 'oid') &&
    claims['oid'] === claims['sub']);
