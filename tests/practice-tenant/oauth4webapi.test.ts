import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, authorityFor, redirectUri, scopeFor, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const client: oauth.Client = { client_id: clientIds.webApp };
const authentication = oauth.ClientSecretPost(webAppSecret);

/** Members that OpenID Connect Discovery 1.0 §3 requires. */
const required = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'response_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
];

// Each step of the protocol on its own, checked by an independent library.
describe.each(tenantTypes)('oauth4webapi with %s', (type) => {
  const metadata = async () => {
    const address = `${authorityFor(tenant, type).replace(/\/v2\.0$/, '')}/v2.0/.well-known/openid-configuration`;
    const found = await (await fetch(address)).json();
    const { issuer } = found as { issuer: string };
    return oauth.processDiscoveryResponse(new URL(issuer), await fetch(address));
  };

  test('finds every required field in the metadata document', async () => {
    const found = await metadata();
    for (const name of required) expect(found, name).toHaveProperty(name);
  });

  test('accepts the response, the signed tokens, and the renewed tokens', async () => {
    const server = await metadata();
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: scopeFor(type),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(type === 'b2c' ? {} : { prompt: 'select_account' }),
    }).toString();
    const browser = appBrowser();
    const back = await browser.press(await browser.open(url), 'Mira Lindqvist');
    const answer = oauth.validateAuthResponse(server, client, new URL(back.url), state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      answer,
      redirectUri,
      verifier,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response);
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ name: 'Mira Lindqvist' });
    expect(tokens.token_type).toBe('bearer');
    expect(tokens.expires_in).toBeGreaterThan(0);

    const renewal = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      tokens.refresh_token ?? '',
    );
    const renewed = await oauth.processRefreshTokenResponse(server, client, renewal);
    expect(renewed.access_token).not.toBe(tokens.access_token);

    const other = new URL(back.url);
    expect(() => oauth.validateAuthResponse(server, client, other, 'another-state')).toThrow();
  });

  test('gets a standard OAuth error if the secret is wrong', async () => {
    const server = await metadata();
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.ClientSecretPost('wrong'),
      {},
    );
    await expect(
      oauth.processClientCredentialsResponse(server, client, response),
    ).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
  });
});
