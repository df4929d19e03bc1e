// An app as the readme of passport-azure-ad shows it, with both of its strategies and nothing of ours.
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { BearerStrategy, OIDCStrategy } from 'passport-azure-ad';
import { page } from './page.mjs';

const { PORT, METADATA, CLIENT_ID, CLIENT_SECRET, SCOPE, IS_B2C, USER_FLOW, API_AUDIENCE } =
  process.env;
const isB2C = IS_B2C === 'yes';
const policy = isB2C ? `?p=${USER_FLOW}` : '';

passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));
passport.use(
  new OIDCStrategy(
    {
      identityMetadata: METADATA,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      responseType: 'code id_token',
      responseMode: 'form_post',
      redirectUrl: `http://localhost:${PORT}/signed-in`,
      allowHttpForRedirectUrl: true,
      isB2C,
      scope: SCOPE.split(' '),
      loggingLevel: 'error',
    },
    (_issuer, _subject, profile, _accessToken, _refreshToken, done) =>
      done(null, { name: profile.displayName ?? profile._json.name }),
  ),
);
passport.use(
  new BearerStrategy(
    {
      identityMetadata: METADATA,
      clientID: CLIENT_ID,
      audience: API_AUDIENCE,
      isB2C,
      policyName: USER_FLOW,
      loggingLevel: 'error',
    },
    (token, done) => done(null, { name: token.name }, token),
  ),
);

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'a secret of the test', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.use(passport.session());
const signIn = passport.authenticate('azuread-openidconnect', { failureRedirect: '/failed' });
const renewSession = (request, _response, next) => {
  const user = request.session.passport;
  request.session.regenerate((error) => {
    if (error) return next(error);
    request.session.passport = user;
    request.session.save(next);
  });
};
app.get('/', (request, response) =>
  response.send(page(request.user?.name, { signIn: '/sign-in', signOut: '/sign-out' })),
);
app.get('/sign-in', (request, response, next) =>
  isB2C && request.query.p === undefined
    ? response.redirect(`/sign-in${policy}`)
    : signIn(request, response, next),
);
app.post('/signed-in', signIn, renewSession, (_request, response) => response.redirect('/'));
app.get('/sign-out', (request, response, next) =>
  request.logout((error) => (error ? next(error) : response.redirect('/'))),
);
app.get('/failed', (_request, response) => response.status(401).send('Failed'));
app.get('/api', passport.authenticate('oauth-bearer', { session: false }), (request, response) =>
  response.json({ name: request.user.name }),
);
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
