import { isGuid, type TenantType } from './registration.ts';

export function isPlaceholder(value: string): boolean {
  return /<[^>]*>|^(?:your|enter|replace|todo|xxx)[-_ ]|^\.\.\.$/i.test(value);
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const workforce = /^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)$/;

// #region authority-mistakes
/** The hosts where each tenant type lives. `localhost` is the practice tenant. */
const hosts: Record<TenantType, { fits(host: string): boolean; example: string }> = {
  'entra-id': {
    fits: (host) => workforce.test(host),
    example: 'https://login.microsoftonline.com/<tenant ID>',
  },
  'external-id': {
    fits: (host) => host.endsWith('.ciamlogin.com'),
    example: 'https://contoso.ciamlogin.com/contoso.onmicrosoft.com',
  },
  'external-id-custom-domain': {
    fits: (host) => !workforce.test(host) && !host.endsWith('.b2clogin.com'),
    example: 'https://login.contoso.com/<tenant ID>/v2.0',
  },
  b2c: {
    fits: (host) => !workforce.test(host) && !host.endsWith('.ciamlogin.com'),
    example: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
  },
};
// #endregion authority-mistakes

export function mistakesInAuthority(
  type: TenantType,
  variable: string,
  authority: string,
): string[] {
  if (authority === '' || isPlaceholder(authority)) return [];
  const { fits, example } = hosts[type];
  if (!URL.canParse(authority)) return [`${variable} is not an address: write ${example}.`];
  const { protocol, hostname, pathname, search, username } = new URL(authority);
  if (protocol !== 'https:')
    return [`${variable} must begin with https://, because secrets are sent there.`];
  if (search || username) return [`${variable} must not hold a question mark or a user name.`];
  if (hostname !== 'localhost' && !fits(hostname))
    return [
      `${variable} is on ${hostname}, but TENANT_TYPE=${type} is at an address such as ${example}.`,
    ];
  const [tenant, version, ...more] = pathname.split('/').filter(Boolean);
  if (tenant === undefined) return [`${variable} does not name a tenant: write ${example}.`];
  if (/^(?:common|organizations|consumers)$/i.test(tenant))
    return [
      `${variable} ends in /${tenant}, which means everybody: write your tenant ID there, because this app is for one tenant.`,
    ];
  const isCustomDomain = type === 'external-id-custom-domain';
  if (isCustomDomain && !(isGuid(tenant) && version === 'v2.0' && more.length === 0))
    return [`${variable} must be your domain, your tenant ID and /v2.0: ${example}.`];
  if (!isCustomDomain && version !== undefined)
    return [`${variable} must end after the tenant: write ${example}.`];
  return [];
}

export function mistakesInRedirectUri(variable: string, uri: string, port = '3000'): string[] {
  if (uri === '' || isPlaceholder(uri)) return [];
  if (!URL.canParse(uri))
    return [`${variable} is not an address: write http://localhost:${port}/auth/redirect.`];
  const url = new URL(uri);
  if (url.protocol === 'https:') return [];
  if (url.protocol !== 'http:' || !loopback.includes(url.hostname))
    return [`${variable} must begin with https://; http:// is allowed on localhost only.`];
  if (url.hostname !== 'localhost')
    return [
      `${variable} says ${url.hostname}: write localhost, because to a browser and to your tenant they are different places.`,
    ];
  return (url.port || '80') === port
    ? []
    : [`${variable} says port ${url.port || '80'}, but the app listens on PORT ${port}.`];
}

export function mistakesInPostLogoutRedirectUri(variable: string, uri = ''): string[] {
  if (uri === '' || isPlaceholder(uri)) return [];
  const url = URL.parse(uri);
  const isLocal = url?.protocol === 'http:' && loopback.includes(url.hostname);
  if (url?.protocol === 'https:' || isLocal) return [];
  return [
    `${variable} must be a whole address that begins with https://; http:// is allowed on localhost only.`,
  ];
}

export function mistakesInPort(variable: string, port = ''): string[] {
  if (port === '' || isPlaceholder(port)) return [];
  if (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535) return [];
  return [`${variable} must be a whole number from 1 to 65535, for example ${variable}=3000.`];
}
