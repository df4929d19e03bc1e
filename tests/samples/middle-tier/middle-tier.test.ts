import { format } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { middleTierApi } from '../../../samples/middle-tier/app.ts';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';
import { type ServedApi, served } from '../protected-api/served-api.ts';
import {
  type Answer,
  clientId,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  tenantId,
  throwawayIssuer,
} from '../protected-api/throwaway-issuer.ts';

const metadataPath = `/${tenantId}/v2.0/.well-known/openid-configuration`;
let issuer: ThrowawayIssuer;
let tokenFor: (user: string, claims?: object) => Promise<string>;
let api: ServedApi;
/** Bodies that arrived at the token endpoint. */
let redeemed: URLSearchParams[];

beforeAll(async () => {
  issuer = await throwawayIssuer();
  const { publicKey, privateKey } = await signingKey();
  await issuer.publish('one', publicKey);
  const iss = `${issuer.origin}/${tenantId}/v2.0`;
  issuer.answers.set(metadataPath, {
    status: 200,
    body: JSON.stringify({ issuer: iss, ...endpoints(issuer.origin) }),
  });
  issuer.answers.set('/me', (_, { authorization }) => ({
    status: authorization?.startsWith('Bearer graph-') ? 200 : 401,
    body: JSON.stringify({ displayName: authorization?.slice('Bearer graph-'.length) }),
  }));
  tokenFor = (user, claims) => {
    const iat = Math.floor(Date.now() / 1000);
    const usual = { iss, aud: clientId, sub: user, tid: tenantId, azp: 'web-app', iat, nbf: iat };
    return signed({ ...usual, exp: iat + 600, scp: 'Tasks.Read', ...claims }, privateKey);
  };
});
afterAll(() => issuer.close());

beforeEach(async () => {
  redeemed = [];
  tokenEndpoint((body) => {
    const [, payload = ''] = (body.get('assertion') ?? '').split('.');
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return {
      status: 200,
      body: JSON.stringify({
        token_type: 'Bearer',
        scope: 'User.Read',
        expires_in: 3600,
        access_token: `graph-${sub}`,
      }),
    };
  });
  api = await served(middleTierApi(middleTierFrom(environment())));
  return () => api.close();
});

const environment = () => ({
  TENANT_TYPE: 'entra-id',
  TENANT_ID: tenantId,
  CLIENT_ID: clientId,
  AUTHORITY: `${issuer.origin}/${tenantId}`,
  CLIENT_SECRET: 'practice~secret',
  ENDPOINT: `${issuer.origin}/me`,
  SCOPE: 'User.Read',
});

function tokenEndpoint(answer: (body: URLSearchParams) => Answer) {
  issuer.answers.set('/token', (body) => {
    redeemed.push(body);
    return answer(body);
  });
}
const refuse = (error: object, status = 400) =>
  tokenEndpoint(() => ({ status, body: JSON.stringify(error) }));

async function me(token: string) {
  const answer = await fetch(`${api.origin}/me`, { headers: { authorization: `Bearer ${token}` } });
  const challenge = answer.headers.get('www-authenticate');
  return { status: answer.status, challenge, body: await answer.json() };
}

it('calls the downstream API for the user who called', async () => {
  const token = await tokenFor('alex');
  expect(await me(token)).toMatchObject({ status: 200, body: { displayName: 'alex' } });
  expect(Object.fromEntries(redeemed[0] ?? [])).toMatchObject({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    assertion: token,
    client_id: clientId,
    scope: expect.stringContaining('User.Read'),
  });
});

it('asks the tenant once for the same token, and again for another', async () => {
  const [alex, later] = [await tokenFor('alex'), await tokenFor('alex', { uti: 'later' })];
  for (const token of [alex, alex, alex, later]) expect((await me(token)).status).toBe(200);
  expect(redeemed).toHaveLength(2);
});

it('never returns the data of another user, even to forty users who call at the same time', async () => {
  const users = Array.from({ length: 40 }, (_, index) => `user-${index}`);
  const tokens = await Promise.all(users.map((user) => tokenFor(user)));
  for (let round = 0; round < 2; round += 1) {
    const answers = await Promise.all(tokens.map(me));
    expect(answers.map(({ body }) => body.displayName)).toEqual(users);
  }
  expect(redeemed).toHaveLength(40);
});

it.each([
  ['nothing', undefined],
  ['an app without a user', { scp: undefined, roles: ['Tasks.Read'] }],
  ['a token for another API', { aud: '22222222-2222-4222-8222-222222222222' }],
  ['a token without the scope', { scp: 'Tasks.Write' }],
])('never goes to the tenant for %s', async (_, claims) => {
  const answer =
    claims === undefined
      ? await fetch(`${api.origin}/me`)
      : await me(await tokenFor('alex', claims));
  expect([401, 403]).toContain(answer.status);
  expect(redeemed).toHaveLength(0);
});

it('passes the tenant’s claims request on, unchanged, as a claims challenge', async () => {
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  refuse({ error: 'interaction_required', error_description: 'AADSTS50079', claims });
  const { status, challenge } = await me(await tokenFor('alex'));
  expect(status).toBe(401);
  expect(challenge).toContain('error="insufficient_claims"');
  expect(challenge).toContain(`authorization_uri="${issuer.origin}/authorize"`);
  const sent = /claims="([^"]+)"/.exec(challenge ?? '')?.[1] ?? '';
  expect(Buffer.from(sent, 'base64').toString()).toBe(claims);
});

it('says where consent can be given when it is missing', async () => {
  refuse({
    error: 'invalid_grant',
    suberror: 'consent_required',
    error_description: 'AADSTS65001',
  });
  const { status, challenge, body } = await me(await tokenFor('alex'));
  expect(status).toBe(401);
  expect(challenge).toContain('error="interaction_required"');
  expect(body.consent_uri).toBe(`${issuer.origin}/${tenantId}/adminconsent?client_id=${clientId}`);
});

it('keeps nothing after a refusal: consent given later works immediately', async () => {
  const token = await tokenFor('alex');
  refuse({
    error: 'invalid_grant',
    suberror: 'consent_required',
    error_description: 'AADSTS65001',
  });
  expect((await me(token)).status).toBe(401);
  tokenEndpoint(() => ({
    status: 200,
    body: JSON.stringify({
      token_type: 'Bearer',
      scope: 'User.Read',
      expires_in: 3600,
      access_token: 'graph-alex',
    }),
  }));
  expect((await me(token)).status).toBe(200);
});

it('reports a wrong client secret as its own fault, and tells the caller nothing about it', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  refuse(
    { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.' },
    401,
  );
  const { status, body } = await me(await tokenFor('alex'));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(JSON.stringify(log.mock.calls)).not.toContain('practice~secret');
  log.mockRestore();
});

it('logs in one line what the tenant wrote into its refusal', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  refuse({
    error: 'invalid_client',
    error_description: 'no\r\nforged: a line\u001b[2J\u2028forged',
  });
  expect((await me(await tokenFor('alex'))).status).toBe(500);
  const printed = log.mock.calls.map((call) => format(...call)).join('\n');
  log.mockRestore();
  expect(printed).toContain('invalid_client');
  expect(printed).not.toMatch(/^forged/m);
  expect(printed).not.toContain('\u001b');
});

it.each([
  [
    'sends the secret elsewhere',
    () => ({ status: 307, body: '', headers: { location: '/elsewhere' } }),
  ],
  ['answers without end', () => ({ status: 200, body: '{}'.padEnd(65 * 1024) })],
  ['answers with a page', () => ({ status: 502, body: '<html>' })],
])('answers 503 when the token endpoint %s', async (_, answer) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  issuer.asked.length = 0;
  tokenEndpoint(answer);
  expect((await me(await tokenFor('alex'))).status).toBe(503);
  expect(issuer.asked).not.toContain('/elsewhere');
  log.mockRestore();
});

it('returns 502 when the downstream API fails', async () => {
  const other = await served(
    middleTierApi(middleTierFrom({ ...environment(), ENDPOINT: `${issuer.origin}/away` })),
  );
  const authorization = `Bearer ${await tokenFor('alex')}`;
  const answer = await fetch(`${other.origin}/me`, { headers: { authorization } });
  await other.close();
  expect(answer.status).toBe(502);
});
