import { type Origins, paths } from '../directory/addresses.ts';
import { EntraError } from '../errors/entra-error.ts';

/**
 * What libraries ask before they trust an authority: which hosts are one and the same cloud, and where an
 * authority's metadata is.
 * @param hosts on which apps reach the tenants
 * @throws EntraError AADSTS50049 for an address on another host, AADSTS900144 without one
 */
export function instanceDiscovery(
  parameters: URLSearchParams,
  origins: Origins,
): Record<string, unknown> {
  const field = ['api-version', 'authorization_endpoint'].find((name) => !parameters.get(name));
  if (field !== undefined) throw new EntraError('AADSTS900144', { field });
  const sent = parameters.get('authorization_endpoint') ?? '';
  const address = URL.parse(sent);
  const hosts = [
    ...new Set([origins.back, origins.customDomain].map((each) => new URL(each).host)),
  ];
  if (address === null || !hosts.includes(address.host)) {
    const comparison = { name: 'authorization_endpoint', sent, registered: hosts };
    throw new EntraError('AADSTS50049', {}, comparison);
  }
  const base = address.origin + address.pathname.replace(/\/oauth2(\/v2\.0)?\/authorize\/?$/i, '');
  return {
    tenant_discovery_endpoint: base + paths.discovery,
    'api-version': '1.1',
    metadata: hosts.map((host) => ({
      preferred_network: host,
      preferred_cache: host,
      aliases: [host],
    })),
  };
}
