import { randomBytes, randomUUID } from 'node:crypto';
import type { Registration, Secret } from '../directory/model.ts';

/** A registration as the admin center makes it: nothing but a name, and no permission given. */
export function newRegistration(name: string, redirectUris: readonly string[]): Registration {
  return {
    clientId: randomUUID(),
    name,
    redirectUris,
    secrets: [],
    certificates: [],
    federatedCredentials: [],
    allowPublicClient: false,
    permissions: ['User.Read'],
    adminConsent: [],
    appPermissions: {},
    audience: 'thisTenant',
  };
}

const months = 6;

/** A secret in the shape of the real ones, whose value is shown once. */
export function newSecret(description: string): Secret {
  const expires = new Date();
  expires.setUTCMonth(expires.getUTCMonth() + months);
  return {
    id: randomUUID(),
    value: `practice~${randomBytes(24).toString('base64url')}`,
    expires: expires.toISOString(),
    description,
  };
}

/** What is wrong with a redirect URI of the platform Web, in the admin center's rules; undefined when nothing is. */
export function problemWithRedirectUri(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url === null) return `${uri} is not an absolute address.`;
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    return `${uri} must start with https, or with http://localhost.`;
  }
  if (url.hash !== '' || uri.includes('#')) return `${uri} must not have a fragment.`;
  if (uri.includes('*')) return `${uri} must not have a wildcard.`;
  return uri.length > 256 ? `${uri} is longer than 256 characters.` : undefined;
}
