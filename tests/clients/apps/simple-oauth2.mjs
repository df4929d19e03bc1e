// An app as the readme of simple-oauth2 shows it. It reads no ID token: who has signed in is what the API knows.
import { randomBytes } from 'node:crypto';
import express from 'express';
import { AuthorizationCode } from 'simple-oauth2';
import { whoIsIt } from './who-is-it.mjs';

const { PORT, AUTHORIZE, TOKEN, CLIENT_ID, CLIENT_SECRET, SCOPE } = process.env;
const authorize = new URL(AUTHORIZE);
const token = new URL(TOKEN);
const client = new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: {
    authorizeHost: authorize.origin,
    authorizePath: authorize.pathname,
    tokenHost: token.origin,
    tokenPath: token.pathname,
  },
});
const redirect_uri = `http://localhost:${PORT}/callback`;
const state = randomBytes(16).toString('hex');

const app = express();
app.get('/sign-in', (_request, response) =>
  response.redirect(client.authorizeURL({ redirect_uri, scope: SCOPE, state })),
);
app.get('/callback', async (request, response) => {
  if (request.query.state !== state) return response.status(400).send('Another state.');
  const { code } = request.query;
  const tokens = await client.getToken({ code, redirect_uri, scope: SCOPE });
  const renewed = await tokens.refresh({ scope: SCOPE });
  response.type('html').send(`<h1>${await whoIsIt(renewed.token.access_token)}</h1>`);
});
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
