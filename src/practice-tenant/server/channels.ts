import type { TlsMaterial } from '../certificates/kept-certificates.ts';
import type { PracticeTenantOptions } from '../configuration/configuration.ts';
import type { ChannelName } from '../configuration/origins.ts';

export interface Channel {
  name: ChannelName;
  /** 0 for any that is free. */
  port: number;
  /** The environment variable that changes the port, for the sentence when it is taken. */
  variable: string;
  tls: TlsMaterial | undefined;
}

/** Origins that are the same share one channel: on a public host a proxy in front has the TLS. */
export function channelsOf(options: PracticeTenantOptions, tls: TlsMaterial): Channel[] {
  const { frontOrigin, origin, customDomainOrigin, ports = {} } = options;
  const channels: Channel[] = [];
  const add = (name: ChannelName, own: string | undefined, variable: string, secure: boolean) => {
    const port = ports[name] ?? (own === undefined ? 0 : portOf(own));
    channels.push({ name, port, variable, tls: secure ? tls : undefined });
  };
  const isOther = (own: string | undefined, ...others: (string | undefined)[]) =>
    own === undefined || !others.includes(own);
  add('front', frontOrigin, 'PRACTICE_TENANT_FRONT_PORT', false);
  if (isOther(origin, frontOrigin)) add('back', origin, 'PRACTICE_TENANT_PORT', true);
  if (isOther(customDomainOrigin, frontOrigin, origin)) {
    const variable = 'PRACTICE_TENANT_CUSTOM_DOMAIN_PORT';
    add('customDomain', customDomainOrigin, variable, true);
  }
  return channels;
}

const portOf = (origin: string): number => {
  const { port, protocol } = new URL(origin);
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
};
