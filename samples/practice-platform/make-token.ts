/*
 * Plays the platform that knows your app, for practice. It writes a token for
 * an hour to token.jwt and prints the public key. The private key is not kept.
 */
import { writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const { publicKey, privateKey } = await generateKeyPair('RS256');
const token = await new SignJWT()
  .setProtectedHeader({ alg: 'RS256', kid: 'practice' })
  .setIssuer('https://platform.example')
  .setSubject('my-web-app')
  .setAudience('api://AzureADTokenExchange')
  .setIssuedAt()
  .setExpirationTime('1h')
  .sign(privateKey);
writeFileSync('token.jwt', token);
const key = { ...(await exportJWK(publicKey)), kid: 'practice', alg: 'RS256' };
console.log(JSON.stringify({ keys: [key] }));
