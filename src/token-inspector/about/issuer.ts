import type { JsonObject } from '../../jwt/json-object.ts';
import { guidIn, has, personalTenant, textOf } from './claim-values.ts';
import { practiceTenant } from './practice-tenants.ts';

/** Whose token it says it is. Only the signature proves it. */
export type Service =
  | 'entra-id'
  | 'external-id'
  | 'external-id-custom-domain'
  | 'b2c'
  | 'personal'
  | 'other';

export interface Issuer {
  service: Service;
  /** The name in the practice tenant; undefined for a token from anywhere else. */
  practiceName: string | undefined;
  /** In lower case. */
  tenantId: string | undefined;
  /**
   * Where the identity provider publishes its keys, for issuers on Microsoft’s own domains: a token can name any
   * other address, and nobody should be led there.
   */
  keysUrl: string | undefined;
}

const entraHost =
  /^(?:login\.microsoftonline\.(?:com|us)|login\.microsoft\.com|login\.(?:partner\.microsoftonline|chinacloudapi)\.cn|sts\.windows\.net|sts\.chinacloudapi\.cn)$/;

/** What kind of tenant issued a token, by its issuer and, for a domain of its own, by its other claims. */
export function issuerOf(claims: JsonObject): Issuer {
  const url = URL.parse(textOf(claims, 'iss') ?? '');
  const tenantId = url === null ? undefined : guidIn(url.pathname);
  const practice = tenantId === undefined ? undefined : practiceTenant(tenantId);
  const unknown = { practiceName: undefined, tenantId, keysUrl: undefined };
  if (url?.protocol !== 'https:' || tenantId === undefined) return { service: 'other', ...unknown };
  const service = serviceAt(url, tenantId, claims);
  if (practice !== undefined && (service === 'other' || isOwnDomain(service, url)))
    return { service: practice[1], practiceName: practice[0], tenantId, keysUrl: undefined };
  // The practice tenant has the real ID for personal accounts, which Microsoft uses on its own hosts only.
  const isPractice = service === 'personal' && !entraHost.test(url.hostname);
  return {
    service,
    practiceName: isPractice ? 'personal accounts' : undefined,
    tenantId,
    keysUrl: keysUrlOf(service, url, tenantId, claims),
  };
}

const isOwnDomain = (service: Service, { hostname }: URL): boolean =>
  (service === 'b2c' && !hostname.endsWith('.b2clogin.com')) ||
  service === 'external-id-custom-domain';

function serviceAt(url: URL, tenantId: string, claims: JsonObject): Service {
  const { hostname, pathname } = url;
  if (hostname.endsWith('.ciamlogin.com')) return 'external-id';
  if (hostname.endsWith('.b2clogin.com') || pathname.startsWith('/tfp/')) return 'b2c';
  const isEntra = entraHost.test(hostname);
  if (tenantId === personalTenant) return 'personal';
  if (isEntra) return 'entra-id';
  if (!/^\/[\da-f-]{36}\/v2\.0\/?$/i.test(pathname)) return 'other';
  // On a domain of its own, B2C's issuer ends in a slash.
  return pathname.endsWith('/') || has(claims, 'tfp') ? 'b2c' : 'external-id-custom-domain';
}

function keysUrlOf(
  service: Service,
  { origin, hostname }: URL,
  tenantId: string,
  claims: JsonObject,
): string | undefined {
  if (!entraHost.test(hostname) && !/\.(?:ciamlogin|b2clogin)\.com$/.test(hostname))
    return undefined;
  if (service === 'b2c') {
    const policy = textOf(claims, 'tfp') ?? textOf(claims, 'acr');
    const isName = policy !== undefined && /^B2C_1A?_[\w-]+$/i.test(policy);
    return isName ? `${origin}/${tenantId}/${policy}/discovery/v2.0/keys` : undefined;
  }
  // Tokens of format 1.0 name a host of which only the name is used.
  const host = hostname === 'sts.windows.net' ? 'https://login.microsoftonline.com' : origin;
  const version = textOf(claims, 'ver') === '1.0' ? '' : '/v2.0';
  return `${host}/${tenantId}/discovery${version}/keys`;
}
