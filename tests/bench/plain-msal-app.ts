// The plainest app on MSAL Node: one client for everybody, one cache, and nothing verified besides state and nonce.
import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import express from 'express';
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
const crypto = new CryptoProvider();
const msal = new ConfidentialClientApplication({
  auth: {
    clientId: environment.CLIENT_ID,
    clientSecret: environment.CLIENT_SECRET,
    authority: environment.AUTHORITY,
    knownAuthorities: [new URL(environment.AUTHORITY).host],
  },
});
const sessions = new MemorySessions<{
  verifier: string;
  state: string;
  nonce: string;
  name: string;
}>();
const app = express();

app.post('/auth/sign-in', async (request, response) => {
  const session = sessions.of(request, response);
  const { verifier, challenge } = await crypto.generatePkceCodes();
  session.verifier = verifier;
  session.state = crypto.createNewGuid();
  session.nonce = crypto.createNewGuid();
  const url = await msal.getAuthCodeUrl({
    scopes: [],
    redirectUri,
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
    redirectUri,
    codeVerifier,
    nonce,
  });
  session.name = result.account?.name ?? 'Nobody';
  response.redirect(303, '/');
});

app.get('/', (request, response) => {
  response.type('html').send(`<h1>${sessions.of(request, response).name ?? 'Nobody'}</h1>`);
});

app.listen(environment.PORT, () => console.log('Open http'));
