import { join } from 'node:path';
import express from 'express';
import { callApi } from './call-api.ts';
import { configuration } from './config.ts';
import { serve } from './server.ts';
import { expressAuth } from './sign-in/express.ts';
import { createViews } from './views.ts';

// #region set-up
const app = express();
const auth = expressAuth(app, configuration);
app.use('/public', express.static(join(import.meta.dirname, 'public'), { redirect: false }));
const views = createViews(configuration);
const { api } = configuration.registration;
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
  welcome: `Open ${configuration.origin} · tenant type ${configuration.registration.tenantType}`,
  beforeExit: () => configuration.tokenStore.close(),
});
// #endregion listen
