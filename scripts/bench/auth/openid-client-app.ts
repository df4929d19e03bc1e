// The same app on openid-client, which verifies ID tokens but, as its documentation shows it, no signature.
import express from 'express';
import * as client from 'openid-client';
import { environment, home } from './environment.ts';
import { MemorySessions } from './memory-session.ts';
import { homePage, postButton, profilePage } from './pages.ts';

const { AUTHORITY, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, PORT } = environment;
const configuration = await client.discovery(
  new URL(`${AUTHORITY}/v2.0`),
  CLIENT_ID,
  undefined,
  client.ClientSecretPost(CLIENT_SECRET),
  { execute: [client.allowInsecureRequests] },
);
const sessions = new MemorySessions<{
  verifier: string;
  state: string;
  nonce: string;
  name: string;
  idToken: string;
}>();
const signIn = postButton('/auth/sign-in', 'Sign in');
const signOut = postButton('/auth/sign-out', 'Sign out');
const app = express();

app.post('/auth/sign-in', async (request, response) => {
  const session = sessions.of(request, response);
  session.verifier = client.randomPKCECodeVerifier();
  session.state = client.randomState();
  session.nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT_URI,
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
  const tokens = await client.authorizationCodeGrant(configuration, new URL(request.url, home), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  session.name = String(tokens.claims()?.['name']);
  session.idToken = tokens.id_token ?? '';
  response.redirect(303, '/');
});

app.get('/', (request, response) => {
  const { name } = sessions.of(request, response);
  response.type('html').send(homePage(name, signIn, signOut));
});

app.get('/profile', (request, response) => {
  profilePage(sessions.of(request, response).name)(request, response);
});

app.post('/auth/sign-out', (request, response) => {
  const { idToken = '' } = sessions.of(request, response);
  sessions.end(request, response);
  const out = { id_token_hint: idToken, post_logout_redirect_uri: `${home}goodbye` };
  response.redirect(303, client.buildEndSessionUrl(configuration, out).href);
});

app.get('/goodbye', (_request, response) => {
  response.type('html').send('<!doctype html><h1>You are signed out</h1>');
});

app.listen(PORT, () => console.log(`Open ${home}`));
