// The plainest app on MSAL Node: one client for all users, one cache, and no checks beyond state
// and nonce.
import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import express from 'express';
import { z } from 'zod';
import { environment, home } from './environment.ts';
import { MemorySessions } from './memory-session.ts';
import { homePage, postButton, profilePage } from './pages.ts';

const { AUTHORITY, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, PORT } = environment;
const crypto = new CryptoProvider();
const msal = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: AUTHORITY,
    knownAuthorities: [new URL(AUTHORITY).host],
  },
});
const sessions = new MemorySessions<{
  verifier: string;
  state: string;
  nonce: string;
  name: string;
}>();
const signIn = postButton('/auth/sign-in', 'Sign in');
const signOut = postButton('/auth/sign-out', 'Sign out');
const app = express();

app.post('/auth/sign-in', async (request, response) => {
  const session = sessions.of(request, response);
  const { verifier, challenge } = await crypto.generatePkceCodes();
  session.verifier = verifier;
  session.state = crypto.createNewGuid();
  session.nonce = crypto.createNewGuid();
  const url = await msal.getAuthCodeUrl({
    scopes: [],
    redirectUri: REDIRECT_URI,
    state: session.state,
    nonce: session.nonce,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  });
  response.redirect(303, url);
});

app.get('/auth/redirect', async (request, response) => {
  const session = sessions.of(request, response);
  const { code, state } = z.object({ code: z.string(), state: z.string() }).parse(request.query);
  if (state !== session.state) throw new Error('state');
  const { verifier: codeVerifier = '', nonce = '' } = session;
  const result = await msal.acquireTokenByCode({
    code,
    scopes: [],
    redirectUri: REDIRECT_URI,
    codeVerifier,
    nonce,
  });
  session.name = result.account?.name ?? 'Nobody';
  response.redirect(303, '/');
});

app.get('/', (request, response) => {
  const { name } = sessions.of(request, response);
  response.type('html').send(homePage(name, signIn, signOut));
});

app.get('/profile', (request, response) => {
  profilePage(sessions.of(request, response).name)(request, response);
});

// MSAL Node builds no address for signing out; its samples put it together themselves.
app.post('/auth/sign-out', (request, response) => {
  sessions.end(request, response);
  const out = new URLSearchParams({ post_logout_redirect_uri: `${home}goodbye` });
  response.redirect(303, `${AUTHORITY}/oauth2/v2.0/logout?${out}`);
});

app.get('/goodbye', (_request, response) => {
  response.type('html').send('<!doctype html><h1>You are signed out</h1>');
});

app.listen(PORT, () => console.log(`Open ${home}`));
