// An app with the client of arctic that takes the endpoints: its class for Microsoft Entra ID has them built in.
import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client } from 'arctic';
import express from 'express';
import { whoIsIt } from './who-is-it.mjs';

const { PORT, AUTHORIZE, TOKEN, CLIENT_ID, CLIENT_SECRET, SCOPE } = process.env;
const client = new OAuth2Client(CLIENT_ID, CLIENT_SECRET, `http://localhost:${PORT}/callback`);
const scopes = SCOPE.split(' ');
const state = generateState();
const verifier = generateCodeVerifier();

const app = express();
app.get('/sign-in', (_request, response) => {
  const method = CodeChallengeMethod.S256;
  const url = client.createAuthorizationURLWithPKCE(AUTHORIZE, state, method, verifier, scopes);
  response.redirect(url.href);
});
app.get('/callback', async (request, response) => {
  if (request.query.state !== state) return response.status(400).send('Another state.');
  const tokens = await client.validateAuthorizationCode(TOKEN, request.query.code, verifier);
  const renewed = await client.refreshAccessToken(TOKEN, tokens.refreshToken(), scopes);
  response.type('html').send(`<h1>${await whoIsIt(renewed.accessToken())}</h1>`);
});
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
