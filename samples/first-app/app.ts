import { type AccountInfo, ConfidentialClientApplication } from '@azure/msal-node';
import express from 'express';
import session from 'express-session';
import {
  AUTHORITY,
  CLIENT_ID,
  CLIENT_SECRET,
  PORT,
  REDIRECT_URI,
  SESSION_SECRET,
} from './settings.ts';

declare module 'express-session' {
  interface SessionData {
    isSignedIn: boolean;
    returnTo: string;
  }
}

const scopes = ['User.Read'];
const msal = new ConfidentialClientApplication({
  auth: {
    authority: AUTHORITY,
    knownAuthorities: [new URL(AUTHORITY).host],
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
  },
});
let account: AccountInfo | null = null;

const app = express();
const cookie = { httpOnly: false };
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: true, cookie }));

app.get('/', (_request, response) => {
  response.send('<h1>My first app</h1><a href="/sign-in">Sign in</a>');
});

app.get('/sign-in', async (request, response) => {
  request.session.returnTo = String(request.query['returnTo'] ?? '/profile');
  response.redirect(await msal.getAuthCodeUrl({ scopes, redirectUri: REDIRECT_URI }));
});

app.get('/auth/redirect', async (request, response) => {
  const code = String(request.query['code']);
  const result = await msal.acquireTokenByCode({ code, scopes, redirectUri: REDIRECT_URI });
  account = result.account;
  request.session.isSignedIn = true;
  response.cookie('access_token', result.accessToken);
  response.redirect(request.session.returnTo ?? '/profile');
});

app.get('/profile', async (request, response) => {
  if (!request.session.isSignedIn || !account) return response.redirect('/sign-in');
  const { expiresOn } = await msal.acquireTokenSilent({ account, scopes });
  const until = `<p>You can call Microsoft Graph until ${expiresOn}.</p>`;
  response.send(`<h1>Hello, ${account.name}</h1>${until}<a href="/sign-out">Sign out</a>`);
});

app.get('/sign-out', (request, response) => {
  request.session.isSignedIn = false;
  response.redirect('/');
});

app.listen(PORT, (error) => {
  if (error) throw error;
  console.log(`Open http://localhost:${PORT}`);
});
