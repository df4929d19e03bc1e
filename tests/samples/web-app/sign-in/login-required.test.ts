import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expressAuth } from '../../../../samples/web-app/sign-in/express.ts';
import { memoryTokenStore, SignInRequired } from '../../../../samples/web-app/sign-in/index.ts';
import { clientId, tenantId } from './protocol/in-process.ts';

const authority = `https://tenant.example/${tenantId}`;
const metadata = {
  issuer: `${authority}/v2.0`,
  authorization_endpoint: `${authority}/authorize`,
  token_endpoint: `${authority}/token`,
  jwks_uri: `${authority}/keys`,
};

const app = express();
const server = app.listen(0);
const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  const auth = expressAuth(app, {
    registration: {
      tenantType: 'entra-id',
      authority,
      clientId,
      credential: { kind: 'secret', secret: 'x~y' },
      redirectUri: `${origin()}/auth/redirect`,
      postLogoutRedirectUri: `${origin()}/goodbye`,
    },
    sessionSecrets: ['s'.repeat(32)],
    tokenStore: memoryTokenStore(),
    fetch: async () => Response.json(metadata),
    origin: origin(),
    trustedProxies: 0,
    signInsPerMinute: 0,
    log: () => {},
  });
  app.get('/secret', auth.loginRequired({ maxAge: 300 }), (_, response) => {
    response.send('secret');
  });
  auth.explainErrors({
    notFound: () => 'not found',
    tooManySignIns: () => 'too many',
    failure: (status) => `failure ${status}`,
    forbidden: (_, { code }) => code,
    signInError: (error, returnTo) =>
      JSON.stringify({
        code: error.code,
        returnTo,
        maxAge: error instanceof SignInRequired ? error.maxAge : undefined,
      }),
  });
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

test('C9 a page that needs a recent sign-in tells its error page how recent', async () => {
  const page = await fetch(`${origin()}/secret`);
  expect(page.status).toBe(401);
  expect(await page.json()).toEqual({
    code: 'fresh_sign_in_required',
    returnTo: '/secret',
    maxAge: 300,
  });
});

test.each([
  ['300', '300'],
  ['0', '0'],
  ['-1', null],
  ['x', null],
  ['1e9', null],
])(
  'C9 a form that asks for maxAge=%s leads to the identity provider with max_age=%s',
  async (maxAge, sent) => {
    const reply = await fetch(`${origin()}/auth/sign-in`, {
      method: 'POST',
      headers: { origin: origin() },
      body: new URLSearchParams({ maxAge }),
      redirect: 'manual',
    });
    expect(reply.status).toBe(303);
    expect(new URL(reply.headers.get('location') ?? '').searchParams.get('max_age')).toBe(sent);
  },
);
