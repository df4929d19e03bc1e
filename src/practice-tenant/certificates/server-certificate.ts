import { isIP } from 'node:net';
import {
  algorithm,
  type CertificateAndKey,
  fromToday,
  newKeyPair,
  serialNumber,
} from './key-pair.ts';
import { x509 } from './x509.ts';

/** Browsers and Apple's systems refuse server certificates that live longer. */
const days = 397;
const serverAuthentication = '1.3.6.1.5.5.7.3.1';

/** @param hosts every name and address on its own: Node refuses a wildcard under localhost */
export async function newServerCertificate(
  authority: CertificateAndKey,
  hosts: readonly string[],
): Promise<CertificateAndKey> {
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=localhost',
    issuer: authority.certificate.subject,
    notBefore: fromToday(-1),
    notAfter: fromToday(days),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([serverAuthentication]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({
          type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
          value,
        })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** Whether a kept certificate still serves: signed by this authority and naming every host. */
export async function serves(
  { certificate }: CertificateAndKey,
  authority: CertificateAndKey,
  hosts: readonly string[],
): Promise<boolean> {
  const named = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const names = new Set(named.map(({ value }) => value));
  return (
    hosts.every((host) => names.has(host)) &&
    (await certificate.verify({ publicKey: authority.keys.publicKey, signatureOnly: true }))
  );
}
