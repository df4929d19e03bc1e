// The same sign-in on openid-client, which verifies ID tokens but, as its documentation shows it, no signature.
import express from 'express';
import * as client from 'openid-client';
import { z } from 'zod';
import { MemorySessions } from './memory-session.ts';

const environment = z
  .object({
    PORT: z.string(),
    AUTHORITY: z.string(),
    CLIENT_ID: z.string(),
    CLIENT_SECRET: z.string(),
  })
  .parse(process.env);
const redirectUri = `http://localhost:${environment.PORT}/auth/redirect`;
const configuration = await client.discovery(
  new URL(`${environment.AUTHORITY}/v2.0`),
  environment.CLIENT_ID,
  environment.CLIENT_SECRET,
);
const sessions = new MemorySessions<{
  verifier: string;
  state: string;
  nonce: string;
  name: string;
}>();
const app = express();

app.post('/auth/sign-in', async (request, response) => {
  const session = sessions.of(request, response);
  session.verifier = client.randomPKCECodeVerifier();
  session.state = client.randomState();
  session.nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(session.verifier),
    code_challenge_method: 'S256',
    state: session.state,
    nonce: session.nonce,
  });
  response.redirect(303, url.href);
});

app.get('/auth/redirect', async (request, response) => {
  const session = sessions.of(request, response);
  const { verifier = '', state = '', nonce = '' } = session;
  const tokens = await client.authorizationCodeGrant(
    configuration,
    new URL(request.url, redirectUri),
    { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
  );
  session.name = String(tokens.claims()?.['name']);
  response.redirect(303, '/');
});

app.get('/', (request, response) => {
  response.type('html').send(`<h1>${sessions.of(request, response).name ?? 'Nobody'}</h1>`);
});

app.listen(environment.PORT, () => console.log('Open http'));
