import {
  algorithm,
  type CertificateAndKey,
  fromToday,
  newKeyPair,
  serialNumber,
} from './key-pair.ts';
import { x509 } from './x509.ts';

/** Apple's systems refuse roots that live longer. */
const days = 825;

/** A certificate authority of this machine alone: it may sign server certificates and nothing below them. */
export async function newAuthority(): Promise<CertificateAndKey> {
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Sign-in Lab practice tenant, O=Invented on this machine',
    notBefore: fromToday(-1),
    notAfter: fromToday(days),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}
