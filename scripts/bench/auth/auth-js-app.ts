// The same app on Auth.js for Express: everything about the session in one encrypted cookie.
import { ExpressAuth, getSession } from '@auth/express';
import MicrosoftEntraID from '@auth/express/providers/microsoft-entra-id';
import express from 'express';
import { environment, home } from './environment.ts';
import { homePage, profilePage } from './pages.ts';

const { AUTHORITY, CLIENT_ID, CLIENT_SECRET, PORT } = environment;
const provider = MicrosoftEntraID({
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  issuer: `${AUTHORITY}/v2.0`,
  // Its own asks the real Graph for a photo, which would cost it more.
  profile: ({ sub, name, email }) => ({ id: sub, name, email }),
});
const config = {
  providers: [provider],
  secret: 'a secret of at least thirty-two characters',
  trustHost: true,
};
// Its own pages have the buttons, with the token that keeps other sites from pressing them.
const signIn = '<a href="/auth/signin">Sign in</a>';
const signOut = '<a href="/auth/signout">Sign out</a>';
const app = express();

app.use('/auth', ExpressAuth(config));

const nameOf = async (request: express.Request): Promise<string | undefined> =>
  (await getSession(request, { ...config, basePath: '/auth' }))?.user?.name ?? undefined;

app.get('/', async (request, response) => {
  response.type('html').send(homePage(await nameOf(request), signIn, signOut));
});

app.get('/profile', async (request, response) => {
  profilePage(await nameOf(request))(request, response);
});

app.listen(PORT, () => console.log(`Open ${home}`));
