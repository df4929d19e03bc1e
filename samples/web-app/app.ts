import { join } from 'node:path';
import express from 'express';
import { callApi } from './call-api.ts';
import { configuration } from './config.ts';
import { serve } from './server/serve.ts';
import { expressAuth } from './sign-in/express.ts';
import { createViews } from './views.ts';

// #region set-up
const app = express();
// For health checks: the process is alive.
app.get('/healthz', (_request, response) => {
  response.set('cache-control', 'no-store').json({ status: 'ok' });
});
const auth = expressAuth(app, configuration);
app.use('/public', express.static(join(import.meta.dirname, 'public'), { redirect: false }));
const views = createViews(configuration);
const { registration, staffGroup } = configuration;
const { api } = registration;
// #endregion set-up

// #region home
app.get('/', auth.loginOptional(), (_request, response) => {
  response.send(views.home(response.locals.user));
});
// #endregion home

// #region profile
app.get('/profile', auth.loginRequired(), (_request, response) => {
  response.send(views.profile(response.locals.user));
});
// #endregion profile

// #region admin
app.get('/admin', auth.loginRequired({ roles: ['Admin'] }), (_request, response) => {
  response.send(views.admin(response.locals.user));
});
// #endregion admin

// #region staff
if (staffGroup) {
  app.get('/staff', auth.loginRequired({ groups: [staffGroup] }), (_request, response) => {
    response.send(views.staff(response.locals.user));
  });
}
// #endregion staff

// #region sessions
app.get('/sessions', auth.loginRequired(), auth.userSessions(), (_request, response) => {
  response.send(views.sessions(response.locals.user, response.locals.sessions));
});
// #endregion sessions

// #region call-api
if (api) {
  app.get('/call-api', auth.loginRequired({ scopes: api.scopes }), async (_request, response) => {
    const reply = await callApi(api.endpoint, response.locals.accessToken, api.scopes);
    response.send(views.apiReply(response.locals.user, reply));
  });
}
// #endregion call-api

// #region goodbye
app.get('/goodbye', auth.signedOut(), (_request, response) => {
  response.send(views.goodbye(response.locals.confirmed));
});
// #endregion goodbye

// #region listen
auth.explainErrors(views);
serve(app, {
  port: configuration.port,
  hosts: configuration.hosts,
  welcome: `Open ${configuration.origin} · tenant type ${registration.tenantType}`,
  beforeExit: () => configuration.tokenStore.close(),
});
// #endregion listen
