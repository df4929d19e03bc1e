// An app as the readme of openid-client shows its Authorization Code Flow, on express-session as that readme shows it.
import express from 'express';
import session from 'express-session';
import * as client from 'openid-client';
import { page } from './page.mjs';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const origin = `http://localhost:${PORT}`;
const redirect_uri = `${origin}/callback`;
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET);

const app = express();
app.use(session({ secret: 'a secret of the test', resave: false, saveUninitialized: true }));
app.get('/', (request, response) => {
  response.send(page(request.session.name, { signIn: '/login', signOut: '/logout' }));
});
app.get('/login', async (request, response) => {
  const code_verifier = client.randomPKCECodeVerifier();
  const parameters = {
    redirect_uri,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
  };
  request.session.code_verifier = code_verifier;
  if (!config.serverMetadata().supportsPKCE()) {
    request.session.state = client.randomState();
    parameters.state = request.session.state;
  }
  response.redirect(client.buildAuthorizationUrl(config, parameters).href);
});
app.get('/callback', async (request, response, next) => {
  const { code_verifier, state } = request.session;
  const tokens = await client.authorizationCodeGrant(config, new URL(request.url, origin), {
    pkceCodeVerifier: code_verifier,
    expectedState: state,
  });
  const { name } = tokens.claims();
  request.session.regenerate((error) => {
    if (error) return next(error);
    request.session.name = name;
    request.session.save((failure) => (failure ? next(failure) : response.redirect('/')));
  });
});
app.get('/logout', (request, response, next) => {
  request.session.name = undefined;
  request.session.save((error) => {
    if (error) return next(error);
    request.session.regenerate((failure) => (failure ? next(failure) : response.redirect('/')));
  });
});
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
