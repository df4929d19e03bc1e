// oidc-provider with its own in-memory adapter and the least around it that signs the same users in to the same app.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { exportJWK } from 'jose';
import { Provider } from 'oidc-provider';
import { keptCertificates } from '../../../src/practice-tenant/certificates/kept-certificates.ts';
import { freePort } from '../../../tests/e2e/free-ports.ts';
import { account, announce, redirectUri } from './address-book.ts';

const [front, back] = await Promise.all([freePort(), freePort()]);
const frontOrigin = `http://127.0.0.1:${front}`;
const issuer = `https://localhost:${back}`;
const tls = await keptCertificates(join(process.cwd(), 'certificates'), ['localhost', '127.0.0.1']);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const app = { client_id: 'web-app', client_secret: 'practice~web-app~not-a-real-secret' };
const api = 'https://graph.microsoft.com';
const accounts = [account, 'Sam Okafor', 'Mira Lindqvist'];

const provider: Provider = new Provider(issuer, {
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['not a real secret'] },
  clients: [
    {
      ...app,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  scopes: ['openid', 'profile', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  issueRefreshToken: async () => true,
  findAccount: async (_ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: id, preferred_username: `${id}@contoso.example` }),
  }),
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => api,
      useGrantedResource: async () => true,
      getResourceServerInfo: async () => ({
        scope: 'User.Read',
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  // Nobody is asked, as with the practice tenant's apps that an administrator has consented to.
  loadExistingGrant: async ({ oidc }) => {
    const { session, client } = oidc;
    if (session?.accountId === undefined || client === undefined) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid profile offline_access');
    grant.addResourceScope(api, 'User.Read');
    await grant.save();
    return grant;
  },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
});

const buttons = accounts
  .map((name) => `<button name="account" value="${name}">${name}</button>`)
  .join('\n');
const picker = (path: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Pick an account</title></head>\n<body><form method="post" action="${path}">${buttons}</form></body></html>`;

async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(picker(request.url ?? ''));
    return;
  }
  let form = '';
  for await (const chunk of request.setEncoding('utf8')) form += chunk;
  const accountId = new URLSearchParams(form).get('account') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}

const callback = provider.callback();
const answer = (request: IncomingMessage, response: ServerResponse): void => {
  if (request.url?.startsWith('/interaction/')) interact(request, response);
  else callback(request, response);
};
createServer(answer).listen(front, '127.0.0.1');
createTlsServer({ cert: tls.certificate, key: tls.privateKey }, answer).listen(
  back,
  'localhost',
  () => {
    announce({
      authorizationEndpoint: `${frontOrigin}/auth`,
      tokenEndpoint: `${issuer}/token`,
      clientId: app.client_id,
      clientSecret: app.client_secret,
      caCertificate: tls.caCertificate,
    });
  },
);
process.once('SIGTERM', () => process.exit(0));
