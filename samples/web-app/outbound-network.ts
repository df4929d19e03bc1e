import http from 'node:http';
import tls from 'node:tls';
import { z } from 'zod';
import type { NetworkSettings } from './sign-in/index.ts';

/**
 * Node.js reads these variables before it reads `.env`, so that they count only in the shell. Here they count
 * in both places, for every `fetch` from now on.
 * @returns a sentence for each setting that this version of Node.js can't use
 */
export function useNetwork(settings: NetworkSettings): string[] {
  return [useProxies(settings), useCertificates(settings)].filter((each) => each !== undefined);
}

const usesProxies = z.object({ options: z.object({ proxyEnv: z.looseObject({}) }) });

// #region proxies
function useProxies({ proxies }: NetworkSettings): string | undefined {
  if (proxies === undefined) return undefined;
  if (typeof http.setGlobalProxyFromEnv === 'function') {
    http.setGlobalProxyFromEnv(proxies);
    return undefined;
  }
  // Node.js was started with --use-env-proxy.
  if (usesProxies.safeParse(http.globalAgent).success) return undefined;
  const variable = proxies.https_proxy ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  return process.allowedNodeEnvironmentFlags.has('--use-env-proxy')
    ? `${variable} is set, but Node.js ${process.versions.node} uses it only if NODE_OPTIONS in .env contains --use-env-proxy: add it there, or install Node.js 24.14 or newer.`
    : `${variable} is set, but Node.js ${process.versions.node} can't use a proxy: install Node.js 24.14 or newer.`;
}
// #endregion proxies

// #region certificates
function useCertificates(settings: NetworkSettings): string | undefined {
  // If Node.js has read NODE_EXTRA_CA_CERTS itself, they're there already.
  const isRead = tls.getCACertificates('extra').length > 0;
  const extra = isRead ? [] : settings.certificates;
  const system = settings.usesSystemCertificates ? tls.getCACertificates('system') : [];
  if (extra.length + system.length === 0) return undefined;
  if (typeof tls.setDefaultCACertificates !== 'function')
    return extra.length > 0
      ? `Node.js ${process.versions.node} reads NODE_EXTRA_CA_CERTS only in the shell: set it there before you start the app, or install Node.js 24.14 or newer.`
      : `Node.js ${process.versions.node} doesn't read NODE_USE_SYSTEM_CA from .env: set NODE_OPTIONS=--use-system-ca there instead.`;
  const all = new Set([...tls.getCACertificates('default'), ...extra, ...system]);
  tls.setDefaultCACertificates([...all]);
  return undefined;
}
// #endregion certificates
