import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { exportJWK, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import type { SigningKey } from '../provider/signing-key.ts';
import { type Fault, isFault } from './catalogue.ts';

type Claims = Readonly<Record<string, unknown>>;
type Sign = (claims: JWTPayload, key: SigningKey['private']) => Promise<string> | string;

const foreignKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const header = (kid: string | undefined, alg = 'RS256') => ({
  alg,
  typ: 'JWT',
  ...(kid && { kid }),
});

/** Ways to sign an ID token that no careful app accepts. */
const signatures: Partial<Record<Fault, Sign>> = {
  'keys-rotated': (claims) =>
    new SignJWT(claims).setProtectedHeader(header('retired-key')).sign(foreignKey().privateKey),
  'same-kid-other-key': (claims, { kid }) =>
    new SignJWT(claims).setProtectedHeader(header(kid)).sign(foreignKey().privateKey),
  'unsigned-id-token': (claims) => new UnsecuredJWT(claims).encode(),
  // The attack that works where a library takes the algorithm from the token (RFC 8725 §2.1).
  'hmac-id-token': (claims, key) => {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const secret = publicKey.export({ type: 'spki', format: 'pem' });
    const signed = [{ alg: 'HS256', typ: 'JWT', kid: key.kid }, claims].map(encoded).join('.');
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  },
  'es256-id-token': (claims, { kid }) =>
    new SignJWT(claims)
      .setProtectedHeader(header(kid, 'ES256'))
      .sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  'key-in-id-token': async (claims) => {
    const { privateKey, publicKey } = foreignKey();
    const jwk = { ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256', kid: 'its-own' };
    return new SignJWT(claims).setProtectedHeader({ ...header('its-own'), jwk }).sign(privateKey);
  },
  'bad-signature': async (claims, key) => {
    const signed = await new SignJWT(claims)
      .setProtectedHeader(header(key.kid))
      .sign(await importJWK(key, 'RS256'));
    return damaged(signed);
  },
};

/** Faults of an ID token's signature; with several, the first counts. */
export const signatureFaults: readonly Fault[] = Object.keys(signatures).filter(isFault);

/** The claims as a JWT, signed as the fault would have it, or else with the tenant's key. */
export async function signedAs(
  fault: Fault | undefined,
  claims: Claims,
  key: SigningKey['private'],
): Promise<string> {
  const sign = fault && signatures[fault];
  if (sign !== undefined) return sign({ ...claims }, key);
  const signer = new SignJWT({ ...claims }).setProtectedHeader(header(key.kid));
  return signer.sign(await importJWK(key, 'RS256'));
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Turns the first character of the signature into another one. */
function damaged(jwt: string): string {
  const start = jwt.lastIndexOf('.') + 1;
  const other = jwt[start] === 'A' ? 'B' : 'A';
  return jwt.slice(0, start) + other + jwt.slice(start + 1);
}
