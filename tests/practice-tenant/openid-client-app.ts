import * as client from 'openid-client';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { redirectUri, webAppSecret } from './msal-app.ts';

/**
 * The Practice web app on openid-client, about to send a browser to the tenant.
 * @param authority the address before /v2.0
 */
export async function openIdClientApp(
  authority: string,
  scope: string,
  options?: client.DiscoveryRequestOptions,
) {
  const config = await client.discovery(
    new URL(`${authority}/v2.0/.well-known/openid-configuration`),
    clientIds.webApp,
    undefined,
    client.ClientSecretPost(webAppSecret),
    options,
  );
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return { config, url, checks };
}
