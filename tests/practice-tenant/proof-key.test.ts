import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, signInAt } from './authorize-endpoint.ts';
import { authorityFor, redirectUri, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

const page = 'http://localhost:3000/single-page';
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app !== undefined) {
    await directory.saveRegistration({ ...app, singlePageRedirectUris: [page] });
  }
});
afterAll(() => tenant.remove());

const verifier = 'a-plain-verifier.that~is_long-enough-for-RFC-7636';
const digest = createHash('sha256').update(verifier).digest('base64url');

async function redeemed(
  type: (typeof tenantTypes)[number],
  challenge: Record<string, string>,
  code_verifier: string,
) {
  const address = authorizeAddress(tenant, type, { response_type: 'code', ...challenge });
  const { answer } = await signInAt(address);
  const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  return fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientIds.webApp,
      client_secret: webAppSecret,
      grant_type: 'authorization_code',
      code: answer['code'] ?? '',
      redirect_uri: redirectUri,
      code_verifier,
    }),
  });
}

test.each(
  tenantTypes.flatMap((type) => [
    [type, 'named', { code_challenge: verifier, code_challenge_method: 'plain' }] as const,
    [type, 'assumed where none is named', { code_challenge: verifier }] as const,
  ]),
)('with %s the method plain is %s', async (type, _, challenge) => {
  expect((await redeemed(type, challenge, verifier)).status).toBe(200);
  const wrong = await redeemed(type, challenge, digest);
  const { error_description } = (await wrong.json()) as { error_description: string };
  expect(error_description).toMatch(/^(?:AADSTS501481|AADB2C90182): /);
});

test('the digest of S256 is no plain challenge', async () => {
  const plain = { code_challenge: digest, code_challenge_method: 'plain' };
  expect((await redeemed('entra-id', plain, verifier)).status).toBe(400);
});

test('a plain challenge that is too short is refused', async () => {
  const address = authorizeAddress(tenant, 'entra-id', {
    response_type: 'code',
    code_challenge: 'short',
    code_challenge_method: 'plain',
  });
  const { answer } = await signInAt(address);
  expect(answer['error_description']).toMatch(/^AADSTS501491: .*43/);
});

test('a single-page app must name the method', async () => {
  const sent = { response_type: 'code', redirect_uri: page, code_challenge: verifier };
  const nameless = await signInAt(authorizeAddress(tenant, 'entra-id', sent));
  expect(nameless.answer['error_description']).toMatch(/^AADSTS9002325: /);
  const named = { ...sent, code_challenge: digest, code_challenge_method: 'S256' };
  const { answer } = await signInAt(authorizeAddress(tenant, 'entra-id', named));
  expect(answer).toHaveProperty('code');
});

test('an unknown method is refused, for which B2C has a code of its own', async () => {
  const sent = { response_type: 'code', code_challenge: verifier, code_challenge_method: 's256' };
  const entra = await signInAt(authorizeAddress(tenant, 'entra-id', sent));
  expect(entra.answer['error_description']).toMatch(/^AADSTS9002313: .*code_challenge_method/);
  const b2c = await signInAt(authorizeAddress(tenant, 'b2c', sent));
  expect(b2c.answer['error_description']).toMatch(/^AADB2C90184: /);
});
