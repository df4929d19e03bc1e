// An app as the readme of @fastify/oauth2 shows it, with PKCE.
import oauth2 from '@fastify/oauth2';
import fastify from 'fastify';
import { whoIsIt } from './who-is-it.mjs';

const { PORT, AUTHORIZE, TOKEN, CLIENT_ID, CLIENT_SECRET, SCOPE } = process.env;
const authorize = new URL(AUTHORIZE);
const token = new URL(TOKEN);
const app = fastify();
app.register(oauth2, {
  name: 'practice',
  scope: SCOPE.split(' '),
  credentials: {
    client: { id: CLIENT_ID, secret: CLIENT_SECRET },
    auth: {
      authorizeHost: authorize.origin,
      authorizePath: authorize.pathname,
      tokenHost: token.origin,
      tokenPath: token.pathname,
    },
  },
  startRedirectPath: '/sign-in',
  callbackUri: `http://localhost:${PORT}/callback`,
  pkce: 'S256',
});
app.get('/callback', async (request, reply) => {
  const { token } = await app.practice.getAccessTokenFromAuthorizationCodeFlow(request, reply);
  const renewed = await app.practice.getNewAccessTokenUsingRefreshToken(token, {});
  return reply.type('text/html').send(`<h1>${await whoIsIt(renewed.token.access_token)}</h1>`);
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.send?.('listening');
