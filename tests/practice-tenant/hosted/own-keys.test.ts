import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FederatedCredential } from '../../../src/practice-tenant/directory/model.ts';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

let hosted: HostedTenants;
const asked: string[] = [];
const internal = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}');
});
let internalOrigin: string;
const pair = await generateKeyPair('RS256', { extractable: true });
beforeAll(async () => {
  hosted = await hostedTenants();
  await once(internal.listen(0, '127.0.0.1'), 'listening');
  const address = internal.address();
  internalOrigin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  internal.close();
  await hosted.close();
});

const clientId = () => hosted.own('22222222-2222-4222-8222-222222222222');
const audience = 'api://AzureADTokenExchange';
const refusal = /This lab fetches no keys from other servers/;

async function register(...credentials: Partial<FederatedCredential>[]): Promise<void> {
  const { directory } = hosted.realm('entra-id');
  const app = await directory.registration(clientId());
  if (app === undefined) throw new Error('The web app is missing.');
  const federatedCredentials = credentials.map((each) => ({
    issuer: 'https://issuer.example',
    subject: 's',
    audience,
    ...each,
  }));
  await directory.saveRegistration({ ...app, federatedCredentials });
}

/** What the token endpoint says to a token of the issuer. */
async function ask(issuer: string): Promise<{ status: number; text: string }> {
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(issuer)
    .setSubject('s')
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(pair.privateKey);
  const address = `${hosted.origin}/${hosted.own('contoso.onmicrosoft.com')}/oauth2/v2.0/token`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId(),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://graph.microsoft.com/.default',
  });
  const response = await fetch(address, { method: 'POST', body });
  return { status: response.status, text: await response.text() };
}

test.each([
  ['keys elsewhere', () => ({ keys: `${internalOrigin}/keys` })],
  ['an issuer elsewhere', () => ({ issuer: internalOrigin })],
  [
    'an address that only begins like its own',
    () => ({ keys: `${hosted.origin}.evil.example/keys` }),
  ],
  ['its own with a user in front', () => ({ keys: hosted.origin.replace('//', '//x@') })],
])('a credential with %s is refused when it is registered', async (_, credential) => {
  await expect(register(credential())).rejects.toThrow(refusal);
});

test('Microsoft Graph and the admin API say so, too', async () => {
  const federatedCredentials = [{ issuer: internalOrigin, subject: 's' }];
  const path = `/tenants/entra-id/registrations/${clientId()}`;
  const response = await hosted.admin('PATCH', path, { federatedCredentials });
  expect([response.status, (await response.json()).error]).toEqual([
    400,
    expect.stringMatching(refusal),
  ]);
});

test('a credential that got into the store all the same is refused when it is used, and nothing is asked', async () => {
  await register();
  const { directory } = hosted.realm('entra-id');
  const app = await directory.registration(clientId());
  for (const credential of [
    { issuer: internalOrigin, subject: 's', audience },
    { issuer: 'https://issuer.example', subject: 's', audience, keys: `${internalOrigin}/keys` },
  ]) {
    await hosted.store.set(`registration/entra-id/${clientId()}`, {
      ...app,
      federatedCredentials: [credential],
    });
    const { status, text } = await ask(credential.issuer);
    expect([status, text]).toEqual([
      401,
      expect.stringContaining('fetches no keys from other servers'),
    ]);
  }
  expect(asked).toEqual([]);
  await hosted.store.delete(`registration/entra-id/${clientId()}`);
});

test('a redirect of its own to elsewhere is not followed', async () => {
  const away = `${hosted.origin}/${hosted.own('contoso.onmicrosoft.com')}/oauth2/v2.0/logout`;
  const uri = encodeURIComponent('http://localhost:3000/goodbye');
  await register({ keys: `${away}?post_logout_redirect_uri=${uri}` });
  expect((await ask('https://issuer.example')).status).toBe(401);
});

test('keys that are registered themselves work', async () => {
  const jwk: JWK = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256' };
  await register({ keys: { keys: [{ ...jwk, kty: 'RSA' }] } });
  expect((await ask('https://issuer.example')).status).toBe(200);
});
