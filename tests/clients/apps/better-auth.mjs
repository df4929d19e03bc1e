// An app as the documentation of better-auth shows it, with its provider for Microsoft and no database.
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import express from 'express';
import { page } from './page.mjs';

const { PORT, AUTHORITY, TENANT_ID, CLIENT_ID, CLIENT_SECRET } = process.env;
const baseURL = `http://localhost:${PORT}`;
const auth = betterAuth({
  baseURL,
  secret: 'a secret of at least thirty-two characters, and long',
  socialProviders: {
    microsoft: {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      authority: AUTHORITY,
      tenantId: TENANT_ID,
      disableProfilePhoto: true,
    },
  },
});
const app = express();
app.all('/api/auth/*path', toNodeHandler(auth));
app.get('/sign-in', async (_request, response) => {
  const body = { provider: 'microsoft', callbackURL: '/' };
  const answer = await auth.api.signInSocial({ body, asResponse: true });
  response.setHeader('set-cookie', answer.headers.getSetCookie());
  response.redirect((await answer.json()).url);
});
app.get('/', async (request, response) => {
  const session = await auth.api.getSession({ headers: new Headers(request.headers) });
  const paths = { signIn: '/sign-in', signOut: '/sign-out', signOutMethod: 'post' };
  response.send(page(session?.user.name, paths));
});
app.post('/sign-out', async (request, response) => {
  // What its client for browsers would send, so that the library itself checks where it comes from.
  const { cookie = '', origin = '' } = request.headers;
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const asked = { method: 'POST', headers, body: '{}' };
  const answer = await auth.handler(new Request(`${baseURL}/api/auth/sign-out`, asked));
  response.setHeader('set-cookie', answer.headers.getSetCookie());
  response.redirect('/');
});
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
