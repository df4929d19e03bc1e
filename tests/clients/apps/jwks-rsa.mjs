// An API as the examples of jwks-rsa show it, with express-jwt.
import express from 'express';
import { expressjwt } from 'express-jwt';
import { expressJwtSecret } from 'jwks-rsa';

const { PORT, METADATA, AUDIENCE } = process.env;
const { issuer, jwks_uri: jwksUri } = await (await fetch(METADATA)).json();
const app = express();
app.use(
  expressjwt({
    secret: expressJwtSecret({ jwksUri, cache: true, rateLimit: true }),
    audience: AUDIENCE,
    issuer,
    algorithms: ['RS256'],
  }),
);
app.get('/', (request, response) => response.json({ name: request.auth.name }));
app.use((error, _request, response, _next) => response.status(error.status).send(error.code));
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
