// An API as the readme of express-oauth2-jwt-bearer shows it.
import express from 'express';
import { auth } from 'express-oauth2-jwt-bearer';

const { PORT, ISSUER, AUDIENCE } = process.env;
const app = express();
app.use(auth({ issuerBaseURL: ISSUER, audience: AUDIENCE, tokenSigningAlg: 'RS256' }));
app.get('/', (request, response) => response.json({ name: request.auth.payload.name }));
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
