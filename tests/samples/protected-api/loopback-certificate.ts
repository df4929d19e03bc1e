import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import tls from 'node:tls';
import {
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate for https://localhost that this test process trusts, and nothing else does. */
export async function loopbackCertificate(): Promise<{ cert: string; key: string }> {
  const own = await untrustedCertificate();
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), own.cert]);
  return own;
}

/** A certificate for https://localhost that nothing trusts. */
export async function untrustedCertificate(): Promise<{ cert: string; key: string }> {
  cryptoProvider.set(crypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // A name of its own: among trusted certificates of the same name, TLS may pick another one's key.
    name: `CN=throwaway issuer ${randomUUID()}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const cert = certificate.toString('pem');
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert, key: PemConverter.encode(key, 'PRIVATE KEY') };
}
