// An app as the readme of @hono/oidc-auth shows it: the middleware is the whole app.
import { serve } from '@hono/node-server';
import {
  getAuth,
  initOidcAuthMiddleware,
  oidcAuthMiddleware,
  revokeSession,
} from '@hono/oidc-auth';
import { Hono } from 'hono';
import { page } from './page.mjs';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET, SCOPE, REFRESH_INTERVAL } = process.env;
const app = new Hono();
app.use(
  initOidcAuthMiddleware({
    OIDC_AUTH_SECRET: 'a secret of at least thirty-two characters',
    OIDC_ISSUER: ISSUER,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_SCOPES: SCOPE,
    ...(REFRESH_INTERVAL && { OIDC_AUTH_REFRESH_INTERVAL: REFRESH_INTERVAL }),
  }),
);
app.use(async (context, next) => {
  context.set('oidcClaimsHook', async (before, claims) => ({
    name: claims?.name ?? before?.name ?? '',
    renewals: before === undefined ? 0 : before.renewals + 1,
  }));
  await next();
});
app.get('/sign-out', async (context) => {
  await revokeSession(context);
  return context.text('Signed out');
});
app.use('*', oidcAuthMiddleware());
app.get('/*', async (context) => {
  const auth = await getAuth(context);
  const home = page(auth.name, { signOut: '/sign-out' });
  return context.html(`${home}<p>Renewals: ${auth.renewals}</p>`);
});
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () =>
  process.send?.('listening'),
);
