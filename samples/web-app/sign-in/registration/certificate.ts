import type { X509Certificate } from 'node:crypto';
import { mistakeInDates } from './certificate-dates.ts';
import {
  atCertificate,
  atKey,
  type CertificateFiles,
  type CertificateFound,
} from './certificate-files.ts';
import { fromPem } from './certificate-pem.ts';
import { fromPfx, isPfx } from './certificate-pfx.ts';
import { isPlaceholder } from './environment.ts';
import { bytesOf } from './named-file.ts';

/** A certificate with its key, in the form that MSAL takes. */
export interface CertificateCredential {
  kind: 'certificate';
  /** PEM: the app's own certificate first, then the ones that certify it. */
  certificate: string;
  /** PEM (PKCS #8), not encrypted: it's only in the memory of this process. */
  privateKey: string;
}

// #region certificate
/** The certificate in PEM or PFX that the variables name; undefined after a mistake. */
export function certificateFrom(
  files: CertificateFiles,
  mistakes: string[],
): CertificateCredential | undefined {
  const { path, keyPath } = files;
  if ([path, keyPath].some((each) => each && isPlaceholder(each))) return undefined;
  if (path === undefined) {
    mistakes.push(`${atKey} needs ${atCertificate}: set both.`);
    return undefined;
  }
  const file = bytesOf(atCertificate, path, mistakes);
  const keyFile = keyPath === undefined ? file : bytesOf(atKey, keyPath, mistakes);
  if (file === undefined || keyFile === undefined) return undefined;
  const found = isPfx(file) ? fromPfx(file, files) : fromPem(file, keyFile, files);
  const credential = typeof found === 'string' ? found : checkedCertificate(found);
  if (typeof credential !== 'string') return credential;
  mistakes.push(credential);
  return undefined;
}

/** What is wrong with a certificate and its key, as far as it shows without asking the identity provider. */
function checkedCertificate({ certificates, key, keyVariable }: CertificateFound) {
  const type = key.asymmetricKeyType;
  if (type !== 'rsa')
    return `The private key in ${keyVariable} is of type ${type}, but MSAL signs with RSA keys only: create a certificate with an RSA key.`;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048)
    return `The RSA key in ${keyVariable} has ${bits} bits: create a certificate with a key of 2048 bits or more.`;
  const each = withoutCopies(certificates);
  const [own, ...more] = each.filter((one) => one.checkPrivateKey(key));
  if (own === undefined)
    return keyVariable === atKey
      ? `The private key in ${atKey} doesn't belong to the certificate in ${atCertificate}.`
      : `The private key in ${atCertificate} doesn't belong to any certificate in that file.`;
  if (more.length > 0)
    return `${atCertificate} names a file with ${more.length + 1} certificates for the same key: keep only the one that you uploaded to your app registration.`;
  const mistake = mistakeInDates(own);
  if (mistake) return mistake;
  const credential: CertificateCredential = {
    kind: 'certificate',
    certificate: chainOf(own, each).join(''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  return credential;
}

/** RFC 7515 §4.1.6: the app's own certificate first, and after each one the one that certifies it. */
function chainOf(own: X509Certificate, certificates: X509Certificate[]): X509Certificate[] {
  const others = certificates.filter((each) => each !== own);
  const issuer = others.find((each) => own.checkIssued(each));
  return issuer === undefined ? [own] : [own, ...chainOf(issuer, others)];
}
// #endregion certificate

function withoutCopies(certificates: readonly X509Certificate[]): X509Certificate[] {
  return [...new Map(certificates.map((each) => [each.fingerprint256, each])).values()];
}
