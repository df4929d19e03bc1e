import { isIP } from 'node:net';
import { causesOf } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { proxyFor } from '../proxy-for.ts';

/** Whether the hosts that the app needs have an address. */
export const dns = check({
  id: 'dns',
  title: 'DNS',
  needs: ['environment', 'registration', 'networkInUse'],
  async run(say, { environment, registration, networkInUse }, { addressesOf }) {
    const needed: [what: string, address: string | undefined][] = [
      ['the authority', registration.authority],
      ['ENDPOINT', registration.api?.endpoint],
      ['REDIS_URL', environment['REDIS_URL']],
    ];
    const hosts = new Map<string, { what: string; url: URL }>();
    for (const [what, address] of needed) {
      const url = URL.parse(address ?? '');
      if (url?.hostname && !hosts.has(url.hostname)) hosts.set(url.hostname, { what, url });
    }
    return Promise.all(
      [...hosts].map(async ([host, { what, url }]) => {
        const proxy = proxyFor(url, networkInUse);
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
      }),
    );
  },
});
