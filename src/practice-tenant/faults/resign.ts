import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import type { Realm } from '../realm/realm.ts';
import { idTokenFaults } from './id-token.ts';

/** The ID token as the faults that are on would have it; unchanged when none is. */
export async function withFaults(realm: Realm, clientId: string, idToken: string): Promise<string> {
  const faults = await idTokenFaults(realm, clientId, decodeJwt(idToken));
  if (faults === undefined) return idToken;
  const { kid = '' } = decodeProtectedHeader(idToken);
  const key = faults.foreignKey
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : await importJWK(realm.key.private, 'RS256');
  const header = { alg: 'RS256', typ: 'JWT', kid: faults.foreignKey ? 'retired-key' : kid };
  const signed = await new SignJWT(faults.claims).setProtectedHeader(header).sign(key);
  return faults.badSignature ? damaged(signed) : signed;
}

/** Turns the first character of the signature into another one. */
function damaged(jwt: string): string {
  const start = jwt.lastIndexOf('.') + 1;
  const other = jwt[start] === 'A' ? 'B' : 'A';
  return jwt.slice(0, start) + other + jwt.slice(start + 1);
}
