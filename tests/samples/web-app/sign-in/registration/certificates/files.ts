import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * Files as companies have them, valid until 2126. They were made with OpenSSL 3: a key and a certificate that
 * "A company CA" signed, exported with `openssl pkcs12 -export -certfile company-ca.pem`:
 * modern.pfx        AES-256, SHA-256: what OpenSSL 3 and Windows (AES256_SHA256) write
 * windows-3des.pfx  -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1: Windows (TripleDES_SHA1)
 * windows-old.pfx   -legacy: certificates encrypted with 40 bits of RC2, as Windows wrote them for years
 * no-password.pfx   with an empty password, like the files of Azure App Service
 * no-key.pfx        -nokeys
 * elliptic-curve.pfx  another certificate with a P-256 key
 * app-again.pem     another certificate for the key of app.pem
 * old-cipher.key.pem  app.key.pem by `openssl pkcs8 -topk8 -v1 PBE-MD5-DES`, as programs wrote it before OpenSSL 3
 */
export const password = 'practice';

export const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');
