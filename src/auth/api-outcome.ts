import { callApi } from '../../samples/web-app/call-api.ts';
import type { Outcome } from './messages/message.ts';
import type { Visit } from './visit.ts';

/**
 * Calls the registration's API with the user's access token, by the sample's own function, and keeps
 * its response, redacted.
 * @throws SignInRequired when the tokens aren't enough, or the API wants more proof
 */
export async function apiOutcome(visit: Visit): Promise<Outcome> {
  const { tenant, cookies, recorder } = visit;
  const { api } = tenant.registration;
  if (!api) throw new Error('This registration has no API.');
  const token = await tenant.relyingParty.accessToken(cookies, api.scopes);
  if (!recorder.has('refresh')) recorder.add('token-cached', 'app', 'app');
  const { endpoint, status, body, failure } = await callApi(
    api.endpoint,
    token,
    api.scopes,
    tenant.send,
  );
  return {
    kind: 'api',
    endpoint,
    ...(status !== undefined && { status }),
    body: recorder.clean(body),
    ...(failure && { failure }),
  };
}
