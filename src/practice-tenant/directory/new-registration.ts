import { randomBytes, randomUUID } from 'node:crypto';
import type { Registration, Secret, Tenant } from './model.ts';
import { idIn } from './tenant-set.ts';

export type RedirectUris = Pick<
  Registration,
  'redirectUris' | 'singlePageRedirectUris' | 'publicClientRedirectUris'
>;

/**
 * A registration as the admin center makes it: nothing but a name, and no permission given. In Azure
 * AD B2C it does not ask for Graph, whose tokens its user flows do not issue.
 */
export function newRegistration(
  { hasGraph, set }: Tenant,
  name: string,
  uris: RedirectUris,
): Registration {
  return {
    clientId: idIn(set, randomUUID()),
    name,
    ...uris,
    secrets: [],
    certificates: [],
    federatedCredentials: [],
    allowPublicClient: false,
    permissions: hasGraph ? ['User.Read'] : [],
    adminConsent: [],
    appPermissions: {},
    audience: 'thisTenant',
  };
}

const months = 6;

/**
 * A secret in the shape of the real ones, whose value is shown once.
 * @param now milliseconds since 1970
 * @param expires ISO 8601; without it, after some months
 */
export function newSecret(
  description: string | undefined,
  now: number,
  expires = someMonthsAfter(now),
): Secret {
  return {
    id: randomUUID(),
    value: `practice~${randomBytes(24).toString('base64url')}`,
    created: new Date(now).toISOString(),
    expires,
    description,
  };
}

function someMonthsAfter(now: number): string {
  const expires = new Date(now);
  expires.setUTCMonth(expires.getUTCMonth() + months);
  return expires.toISOString();
}

/**
 * What is wrong with an app's redirect URIs, the first thing only; undefined when nothing is.
 * @param registered already: a seed or the manifest may have more than a form takes
 */
export function problemWithRedirectUris(
  { redirectUris, singlePageRedirectUris = [], publicClientRedirectUris = [] }: RedirectUris,
  registered: readonly string[] = [],
): string | undefined {
  const platforms = [redirectUris, singlePageRedirectUris, publicClientRedirectUris];
  const all = platforms.flatMap((uris) => [...new Set(uris)]);
  const twice = all.find((uri, place) => all.indexOf(uri) !== place);
  if (twice !== undefined) return `${twice} is under two platforms: choose one.`;
  return all
    .filter((uri) => !registered.includes(uri))
    .map(problemWithRedirectUri)
    .find((each) => each !== undefined);
}

/** What is wrong with one redirect URI of any platform, in the admin center's rules; undefined when nothing is. */
export function problemWithRedirectUri(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url === null) return `${uri} is not an absolute address.`;
  if (url.hostname === '[::1]') return `${uri} names the IPv6 loopback address: use localhost.`;
  if (url.protocol === 'http:' && url.hostname === '127.0.0.1') {
    return `${uri} must start with https or http://localhost. The admin center’s form also refuses http://127.0.0.1, which only the app manifest takes: use http://localhost.`;
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.hostname === 'localhost')) {
    return `${uri} must start with https or http://localhost.`;
  }
  if (url.hash !== '' || uri.includes('#')) return `${uri} must not have a fragment.`;
  if (uri.includes('*')) return `${uri} must not have a wildcard.`;
  const [special] = /[!$'(),;]/.exec(uri) ?? [];
  if (special !== undefined) return `${uri} must not have the character ${special}`;
  return uri.length > 256 ? `${uri} is longer than 256 characters.` : undefined;
}

/** The app with a service principal, which the first consent to an app makes. */
export const inTenant = ({ withoutServicePrincipal: _, ...app }: Registration): Registration => app;
