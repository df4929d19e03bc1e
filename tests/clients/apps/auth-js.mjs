// An app as the documentation of Auth.js for Express shows it, with its own provider for Microsoft Entra ID.
import { ExpressAuth, getSession } from '@auth/express';
import MicrosoftEntraID from '@auth/express/providers/microsoft-entra-id';
import express from 'express';
import { page } from './page.mjs';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const config = {
  providers: [
    MicrosoftEntraID({
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      issuer: ISSUER,
      // Its own asks graph.microsoft.com for a photo.
      profile: ({ sub, name }) => ({ id: sub, name }),
    }),
  ],
  secret: 'a secret of at least thirty-two characters',
  trustHost: true,
};
const app = express();
app.use('/auth', ExpressAuth(config));
app.get('/', async (request, response) => {
  const session = await getSession(request, { ...config, basePath: '/auth' });
  response.send(page(session?.user?.name, { signIn: '/auth/signin', signOut: '/auth/signout' }));
});
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
