import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

const graph = '00000003-0000-0000-c000-000000000000';
let hosted: HostedTenants;
let token: string;
beforeAll(async () => {
  hosted = await hostedTenants();
  const clientId = hosted.own('22222222-2222-4222-8222-222222222222');
  const appPermissions = { [graph]: ['Application.ReadWrite.All'] };
  await hosted.admin('PATCH', `/tenants/entra-id/registrations/${clientId}`, { appPermissions });
  const address = `${hosted.origin}/${hosted.own('contoso.onmicrosoft.com')}/oauth2/v2.0/token`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: 'practice~web-app~not-a-real-secret',
    scope: 'https://graph.microsoft.com/.default',
  });
  token = (await (await fetch(address, { method: 'POST', body })).json()).access_token;
});
afterAll(() => hosted.close());

const post = (path: string, body: object) =>
  fetch(`${hosted.origin}/graph/v1.0/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('Microsoft Graph refuses an app elsewhere in its own words, and takes one on this machine', async () => {
  const app = (uri: string) => ({ displayName: 'Mine', web: { redirectUris: [uri] } });
  const refused = await post('applications', app('https://evil.example/callback'));
  expect(refused.status).toBe(400);
  expect((await refused.json()).error).toMatchObject({
    code: 'Request_BadRequest',
    message: expect.stringMatching(/^This lab lets an app be only on your own machine/),
  });
  const kept = await post('applications', app('http://localhost:3000/callback'));
  expect(kept.status).toBe(201);
  const { appId, id } = await kept.json();
  expect(appId).toMatch(/-3f9ac27b10de$/);

  const credential = {
    name: 'Mine',
    issuer: 'https://evil.example',
    subject: 's',
    audiences: ['a'],
  };
  const federated = await post(`applications/${id}/federatedIdentityCredentials`, credential);
  expect(federated.status).toBe(400);
  expect((await federated.json()).error.message).toMatch(/fetches no keys from other servers/);
});

test('one of a batch is refused alone', async () => {
  const step = (id: string, uri: string) => ({
    id,
    method: 'POST',
    url: '/applications',
    headers: { 'content-type': 'application/json' },
    body: { displayName: id, web: { redirectUris: [uri] } },
  });
  const requests = [step('1', 'https://evil.example/'), step('2', 'http://localhost:3000/')];
  const { responses } = await (await post('$batch', { requests })).json();
  expect(responses.map(({ status }: { status: number }) => status)).toEqual([400, 201]);
});
