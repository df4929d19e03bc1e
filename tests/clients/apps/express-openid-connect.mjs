// An app as the readme of express-openid-connect shows it: its default is an ID token in a form.
import express from 'express';
import { auth } from 'express-openid-connect';

const { PORT, ISSUER, CLIENT_ID } = process.env;
const app = express();
app.use(
  auth({
    issuerBaseURL: ISSUER,
    baseURL: `http://localhost:${PORT}`,
    clientID: CLIENT_ID,
    secret: 'a secret of at least thirty-two characters',
    authRequired: false,
    idpLogout: true,
  }),
);
app.get('/', (request, response) =>
  response.type('html').send(`<h1>${request.oidc.user?.name ?? 'Nobody'}</h1>`),
);
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
