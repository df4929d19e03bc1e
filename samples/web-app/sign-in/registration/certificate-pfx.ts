import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type Forge from 'node-forge';
import {
  atCertificate,
  atKey,
  atPassword,
  type CertificateFiles,
  type CertificateFound,
  passwordHint,
} from './certificate-files.ts';

/** In the order of the file. */
interface PfxContents {
  certificates: X509Certificate[];
  keys: KeyObject[];
}

/** Why a PFX file can't be opened. */
type PfxFailure = 'wrong_password' | 'unreadable';

/** Whether bytes are a PFX file (PKCS #12, RFC 7292 §4): a sequence that begins with version 3. */
export function isPfx(bytes: Uint8Array): boolean {
  const [tag, length = 0] = bytes;
  const start = length & 0x80 ? 2 + (length & 0x7f) : 2;
  return tag === 0x30 && Buffer.from(bytes.subarray(start, start + 3)).toString('hex') === '020103';
}

/** What a PFX file holds, or what is wrong with it. */
export function fromPfx(
  file: Buffer,
  { keyPath, password }: CertificateFiles,
): CertificateFound | string {
  if (keyPath !== undefined)
    return `${atCertificate} names a PFX file, which holds its own key: remove ${atKey}.`;
  const pfx = openPfx(file, password);
  if (pfx === 'unreadable')
    return `${atCertificate} names a PFX file that is damaged, or protected in a way that the app can't read: export it again.`;
  if (pfx === 'wrong_password')
    return password === undefined
      ? `The PFX file in ${atCertificate} has a password: set ${atPassword}.`
      : `The PFX file in ${atCertificate} doesn't open with the password in ${atPassword}. ${passwordHint}`;
  const { certificates, keys } = pfx;
  const [key, ...more] = keys;
  if (key === undefined)
    return `The PFX file in ${atCertificate} has no private key: export it again, with the private key.`;
  if (more.length > 0)
    return `The PFX file in ${atCertificate} has ${keys.length} private keys: export only the certificate of this app.`;
  return { certificates, key, keyVariable: atCertificate };
}

// #region pfx
/**
 * Opens a PFX file. Node.js can't take a key out of one, and the ciphers of older Windows exports are gone
 * from its OpenSSL; node-forge reads them all. It's loaded only here, so that other apps don't pay for it.
 */
function openPfx(bytes: Buffer, password: string | undefined): PfxContents | PfxFailure {
  const forge: typeof Forge = createRequire(import.meta.url)('node-forge');
  const { pkcs12, asn1, pki } = forge;
  const derOf = (from: Forge.asn1.Asn1) => Buffer.from(asn1.toDer(from).getBytes(), 'latin1');
  // Without a password, programs derive the key from an empty one or from none.
  let failure: PfxFailure = 'unreadable';
  for (const tried of password === undefined ? ['', undefined] : [password]) {
    try {
      const file = asn1.fromDer(bytes.toString('latin1'));
      const bags = pkcs12
        .pkcs12FromAsn1(file, tried)
        .safeContents.flatMap(({ safeBags }) => safeBags);
      // A certificate's bytes stay as they are, and with them its thumbprint.
      const certificates = bags
        .filter(({ type }) => type === pki.oids['certBag'])
        .map(({ cert, asn1 }) => derOf(cert ? pki.certificateToAsn1(cert) : asn1))
        .map((der) => new X509Certificate(der));
      const keys = bags
        .filter(({ type }) => type !== pki.oids['certBag'])
        .map(({ key, asn1 }) =>
          key
            ? createPrivateKey(pki.privateKeyToPem(key))
            : createPrivateKey({ key: derOf(asn1), format: 'der', type: 'pkcs8' }),
        );
      return { certificates, keys };
    } catch (error) {
      if (isAboutPassword(error)) failure = 'wrong_password';
    }
  }
  return failure;
}
// #endregion pfx

/** node-forge has no codes for its errors. */
function isAboutPassword(error: unknown): boolean {
  return error instanceof Error && /password|Failed to decrypt/i.test(error.message);
}
