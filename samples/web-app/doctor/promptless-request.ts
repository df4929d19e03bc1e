import { randomBytes } from 'node:crypto';
import type { Registration } from '../sign-in/index.ts';
import type { Metadata } from './known.ts';

/**
 * The request of a sign-in, except that no page may be shown (OpenID Connect Core §3.1.2.1, `prompt=none`). It's
 * sent without cookies: no user can be signed in by it.
 */
export function promptlessRequest(
  uri: string,
  { clientId }: Registration,
  { authorization_endpoint }: Metadata,
): URL {
  const url = new URL(authorization_endpoint);
  const parameters = {
    client_id: clientId,
    redirect_uri: uri,
    response_type: 'code',
    response_mode: 'query',
    scope: 'openid',
    prompt: 'none',
    state: random(),
    nonce: random(),
    code_challenge: random(),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

const random = () => randomBytes(32).toString('base64url');
