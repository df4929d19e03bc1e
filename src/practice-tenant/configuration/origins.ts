import type { PracticeTenantOptions } from './configuration.ts';
import { customDomainFrontOf } from './custom-domain-front.ts';
import { isLoopback } from './loopback.ts';

/** What it listens with: one for pages, one for apps, and one for the apps of the tenant with a custom domain. */
export type ChannelName = 'front' | 'back' | 'customDomain';

/** The addresses as given or, where none is, those of this machine with the ports that it listens on. */
export function originsOf(
  options: PracticeTenantOptions,
  ports: Partial<Record<ChannelName, number>>,
): Record<ChannelName | 'customDomainFront', string> {
  const front = options.frontOrigin ?? `http://127.0.0.1:${ports.front}`;
  return {
    front,
    back: options.origin ?? `https://localhost:${ports.back}`,
    customDomain: options.customDomainOrigin ?? `https://localhost:${ports.customDomain}`,
    customDomainFront: customDomainFrontOf({ ...options, frontOrigin: front }),
  };
}

const loopbackAddresses = new Set(['localhost', '::1']);

/** Whether all addresses to listen on are reached from this machine only. */
export const listensHereOnly = ({ listenHosts = [] }: PracticeTenantOptions): boolean =>
  listenHosts.every((host) => loopbackAddresses.has(host) || /^127(\.\d{1,3}){3}$/.test(host));

/** Whether any of the addresses is for other machines, with a proxy in front. */
export const isPublic = (origins: readonly string[]): boolean =>
  origins.some((each) => !isLoopback(each));
