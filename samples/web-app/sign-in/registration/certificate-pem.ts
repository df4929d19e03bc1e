import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import {
  atCertificate,
  atKey,
  atPassword,
  type CertificateFiles,
  type CertificateFound,
  passwordHint,
} from './certificate-files.ts';
import { isUtf16 } from './named-file.ts';

export const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const keyBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g;
const OldCipher = z.object({ code: z.literal('ERR_OSSL_EVP_UNSUPPORTED') });
const inPem = 'is not in PEM format, text that starts with -----BEGIN: convert it first';

/** What PEM files hold, or what is wrong with them. */
export function fromPem(
  file: Buffer,
  keyFile: Buffer,
  { keyPath, password }: CertificateFiles,
): CertificateFound | string {
  const keyVariable = keyPath === undefined ? atCertificate : atKey;
  if (isUtf16(file)) return `The file in ${atCertificate} is saved as UTF-16: save it as UTF-8.`;
  if (isUtf16(keyFile)) return `The file in ${keyVariable} is saved as UTF-16: save it as UTF-8.`;
  const blocks = file.toString('latin1').match(certificateBlock);
  if (blocks === null)
    return `The file in ${atCertificate} ${inPem}, for example with openssl x509.`;
  const [block, ...more] = keyFile.toString('latin1').match(keyBlock) ?? [];
  if (block === undefined)
    return keyPath === undefined
      ? `The file in ${atCertificate} has no private key: set ${atKey} to the file that has it.`
      : `The file in ${atKey} ${inPem}, for example with openssl rsa.`;
  if (more.length > 0)
    return `The file in ${keyVariable} has ${more.length + 1} private keys: keep only the one of this app's certificate.`;
  const key = keyFrom(block, password, keyVariable);
  if (typeof key === 'string') return key;
  const certificates = blocks.map((pem) => orUndefined(() => new X509Certificate(pem)));
  if (!certificates.every((each) => each !== undefined))
    return `A certificate in ${atCertificate} is damaged.`;
  return { certificates, key, keyVariable };
}

/** A private key, or what is wrong with it. */
function keyFrom(pem: string, password: string | undefined, variable: string): KeyObject | string {
  if (!/ENCRYPTED/.test(pem))
    return orUndefined(() => createPrivateKey(pem)) ?? `The private key in ${variable} is damaged.`;
  if (password === undefined)
    return `The private key in ${variable} is encrypted: set ${atPassword} to its password.`;
  try {
    return createPrivateKey({ key: pem, passphrase: password });
  } catch (error) {
    return OldCipher.safeParse(error).success
      ? `The private key in ${variable} is encrypted with a cipher that Node.js no longer supports: encrypt it with AES.`
      : `The private key in ${variable} doesn't open with the password in ${atPassword}. ${passwordHint}`;
  }
}

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
