// An app as the readme of express-openid-connect shows it: its default is an ID token in a form.
import express from 'express';
import { auth } from 'express-openid-connect';
import { page } from './page.mjs';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
/** With a secret, it redeems a code. */
const codeFlow = CLIENT_SECRET && {
  clientSecret: CLIENT_SECRET,
  authorizationParams: { response_type: 'code', scope: 'openid profile email' },
};
const app = express();
app.use(
  auth({
    issuerBaseURL: ISSUER,
    baseURL: `http://localhost:${PORT}`,
    clientID: CLIENT_ID,
    secret: 'a secret of at least thirty-two characters',
    authRequired: false,
    idpLogout: true,
    ...codeFlow,
  }),
);
app.get('/', (request, response) =>
  response.send(page(request.oidc.user?.name, { signIn: '/login', signOut: '/logout' })),
);
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
