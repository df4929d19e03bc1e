import { x509 } from './x509.ts';

/** ECDSA over P-256: small, and every TLS client of the last ten years knows it. */
export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface CertificateAndKey {
  certificate: x509.X509Certificate;
  keys: CryptoKeyPair;
}

export const newKeyPair = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

export async function keyToPem(key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY');
}

/** Reads back what keyToPem wrote; the public half comes from the certificate. */
export async function readPair(certificatePem: string, keyPem: string): Promise<CertificateAndKey> {
  const certificate = new x509.X509Certificate(certificatePem);
  const [bytes] = x509.PemConverter.decode(keyPem);
  if (bytes === undefined) throw new Error('The file holds no private key.');
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, algorithm, true, ['sign']);
  const publicKey = await certificate.publicKey.export(algorithm, ['verify']);
  return { certificate, keys: { privateKey, publicKey } };
}

export const serialNumber = (): string =>
  // A leading 4 keeps the number positive and of full length.
  `4${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}0`;

export const fromToday = (days: number): Date => new Date(Date.now() + days * 86_400_000);

/** Whether a certificate is valid now and for another month, so that it is renewed in time. */
export const lastsAMonth = ({ notBefore, notAfter }: x509.X509Certificate): boolean =>
  notBefore <= new Date() && notAfter > fromToday(30);
