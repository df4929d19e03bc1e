import { X509Certificate } from 'node:crypto';
import { certificateBlock } from './certificate-pem.ts';
import { ConfigurationError, type Environment, environmentReader } from './environment.ts';
import { bytesOf, isUtf16 } from './named-file.ts';
import { isDecodable } from './redis-url.ts';

/** How a company's network lets the app reach the identity provider and the APIs. */
export interface NetworkSettings {
  /** Named as Node.js takes them; undefined without a proxy. */
  proxies: { https_proxy?: string; http_proxy?: string; no_proxy: string } | undefined;
  /** Certificates of certificate authorities to trust as well, in PEM. */
  certificates: readonly string[];
  /** Whether to trust what the operating system trusts. */
  usesSystemCertificates: boolean;
}

// #region network-settings
/**
 * HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS and NODE_USE_SYSTEM_CA.
 * @throws ConfigurationError with one sentence for every mistake
 */
export function networkSettingsFrom(environment: Environment): NetworkSettings {
  const { read, readValid, mistakes } = environmentReader(environment);
  const proxy = (name: string) =>
    readValid(
      read(name.toLowerCase()) ? name.toLowerCase() : name,
      isProxyUrl,
      'must look like http://proxy.example.com:8080 or http://user:password@proxy.example.com:8080, with every special character in the password percent-encoded.',
    );
  const [https, http] = [proxy('HTTPS_PROXY'), proxy('HTTP_PROXY')];
  const direct = [read('no_proxy') ?? read('NO_PROXY'), ...ownHosts(environment)];
  const proxies = (https ?? http) && {
    ...(https && { https_proxy: https }),
    ...(http && { http_proxy: http }),
    no_proxy: direct.filter(Boolean).join(','),
  };
  const path = read('NODE_EXTRA_CA_CERTS');
  const certificates = path === undefined ? [] : certificatesIn(path, mistakes);
  if (read('NODE_TLS_REJECT_UNAUTHORIZED') === '0')
    mistakes.push(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 lets anyone on the network pose as your identity provider: remove it, and set NODE_EXTRA_CA_CERTS to the file with the certificate of your certificate authority.',
    );
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  const usesSystemCertificates = read('NODE_USE_SYSTEM_CA') === '1';
  return { proxies: proxies || undefined, certificates, usesSystemCertificates };
}
// #endregion network-settings

/** A value with a mistake isn't repeated, because it can hold a password. */
function isProxyUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.pathname === '/' && isDecodable(`${url.username}:${url.password}`);
}

/** No proxy reaches this machine for the app, nor the address at which Azure hands out its identity. */
function ownHosts({ IDENTITY_ENDPOINT }: Environment): string[] {
  const identity = URL.parse(IDENTITY_ENDPOINT ?? '')?.hostname;
  return ['localhost', '127.0.0.1', '[::1]', ...(identity ? [identity] : [])];
}

function certificatesIn(path: string, mistakes: string[]): readonly string[] {
  const bytes = bytesOf('NODE_EXTRA_CA_CERTS', path, mistakes);
  if (bytes === undefined) return [];
  const blocks = bytes.toString('latin1').match(certificateBlock);
  if (blocks === null)
    mistakes.push(
      isUtf16(bytes)
        ? 'The file in NODE_EXTRA_CA_CERTS is saved as UTF-16: save it as UTF-8.'
        : 'The file in NODE_EXTRA_CA_CERTS has no certificate in PEM format, text that starts with -----BEGIN CERTIFICATE: convert it first, for example with openssl x509.',
    );
  else if (!blocks.every(isCertificate))
    mistakes.push('A certificate in NODE_EXTRA_CA_CERTS is damaged.');
  return blocks ?? [];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem) !== undefined;
  } catch {
    return false;
  }
}
