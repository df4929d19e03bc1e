import type { KeyObject, X509Certificate } from 'node:crypto';

/** The values of the three variables, as far as they are set. */
export interface CertificateFiles {
  path: string | undefined;
  keyPath: string | undefined;
  password: string | undefined;
}

/** What the files hold, before anything is checked. */
export interface CertificateFound {
  certificates: X509Certificate[];
  key: KeyObject;
  /** The variable that names the file with the key. */
  keyVariable: string;
}

export const atCertificate = 'CLIENT_CERTIFICATE_PATH';
export const atKey = 'CLIENT_CERTIFICATE_KEY_PATH';
export const atPassword = 'CLIENT_CERTIFICATE_PASSWORD';

/** The end of a sentence about a password that doesn't fit. */
export const passwordHint =
  'In .env, put a password with special characters in single quotation marks.';
