import { isIP } from 'node:net';
import { causesOf, type NetworkSettings } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { proxyFor } from '../proxy-for.ts';
import type { Say } from '../say.ts';
import type { Surroundings } from '../surroundings.ts';

/** Whether the hosts that the app sends requests to have an address. */
export const dns = check({
  id: 'dns',
  title: 'DNS',
  needs: ['registration', 'networkInUse'],
  provides: ['authorityFound', 'apiFound'],
  async run(say, { registration, networkInUse }, surroundings) {
    const find = (what: string, address: string) =>
      lookUp(say, what, new URL(address), networkInUse, surroundings);
    const { authority, api } = registration;
    const isSame = api && new URL(api.endpoint).hostname === new URL(authority).hostname;
    const [ofAuthority, ofApi] = await Promise.all([
      find('the authority', authority),
      api && !isSame ? find('ENDPOINT', api.endpoint) : undefined,
    ]);
    return {
      findings: ofApi ? [ofAuthority, ofApi] : [ofAuthority],
      learned: {
        ...(ofAuthority.status === 'ok' && { authorityFound: true }),
        ...((ofApi ?? ofAuthority).status === 'ok' && { apiFound: true }),
      },
    };
  },
});

async function lookUp(
  say: Say,
  what: string,
  url: URL,
  network: NetworkSettings,
  { addressesOf }: Surroundings,
): Promise<Finding> {
  const host = url.hostname;
  const proxy = proxyFor(url, network);
  if (proxy) return say.ok(`${host} is looked up by the proxy ${proxy.host}`);
  if (isIP(host.replace(/^\[|\]$/g, ''))) return say.ok(`${host} is an address already`);
  try {
    return say.ok(`${host} is ${(await addressesOf(host)).join(', ')}`);
  } catch (error) {
    return say.failed(
      `${host}, the host of ${what}, has no address: ${causesOf(error)}`,
      'Check how the host is spelled in .env, and whether this computer is online. In a company, names outside can need a proxy: HTTPS_PROXY.',
    );
  }
}
