import { isLoopback } from './loopback.ts';

const variable = 'PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN';
/** Browsers find names below `localhost` on this machine, without any setup. */
const customDomain = 'login.woodgrove.localhost';

interface Front {
  frontOrigin: string;
  customDomainFrontOrigin?: string;
}

/**
 * Where browsers see the tenant with a custom domain: under a name of its own on this machine, with the
 * port of all other pages. Elsewhere there is no such name, and a certificate wouldn't have it either.
 */
export function customDomainFrontOf({ frontOrigin, customDomainFrontOrigin }: Front): string {
  if (customDomainFrontOrigin !== undefined) return customDomainFrontOrigin;
  const { protocol, port } = new URL(frontOrigin);
  if (protocol !== 'http:' || !isLoopback(frontOrigin)) return frontOrigin;
  return `http://${customDomain}${port === '' ? '' : `:${port}`}`;
}

/** One sentence for an address at which nothing would answer; undefined when it is fine. */
export function mistakeInCustomDomainFront(options: Front): string | undefined {
  const { frontOrigin } = options;
  const own = customDomainFrontOf(options);
  if (!isLoopback(own) || !isLoopback(frontOrigin)) return undefined;
  const { protocol, port } = new URL(frontOrigin);
  if (new URL(own).protocol === protocol && new URL(own).port === port) return undefined;
  const example = customDomainFrontOf({ frontOrigin });
  return `${variable} must have the scheme and port of ${frontOrigin}, because both answer on one port: set ${variable}=${example}, or leave it out.`;
}
