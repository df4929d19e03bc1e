import type { TlsMaterial } from '../certificates/kept-certificates.ts';
import type { PracticeTenantOptions } from '../configuration/configuration.ts';

export interface Channel {
  port: number;
  /** The environment variable that changes the port, for the sentence when it is taken. */
  variable: string;
  tls: TlsMaterial | undefined;
}

/** Origins that are the same share one channel: on a public host a proxy in front has the TLS. */
export function channelsOf(options: PracticeTenantOptions, tls: TlsMaterial): Channel[] {
  const { frontOrigin, origin, customDomainOrigin, ports = {} } = options;
  const channels: Channel[] = [];
  const add = (own: string, port: number | undefined, variable: string, secure: boolean) => {
    channels.push({ port: port ?? portOf(own), variable, tls: secure ? tls : undefined });
  };
  add(frontOrigin, ports.front, 'PRACTICE_TENANT_FRONT_PORT', false);
  if (origin !== frontOrigin) add(origin, ports.back, 'PRACTICE_TENANT_PORT', true);
  if (customDomainOrigin !== frontOrigin && customDomainOrigin !== origin) {
    const variable = 'PRACTICE_TENANT_CUSTOM_DOMAIN_PORT';
    add(customDomainOrigin, ports.customDomain, variable, true);
  }
  return channels;
}

const portOf = (origin: string): number => {
  const { port, protocol } = new URL(origin);
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
};
