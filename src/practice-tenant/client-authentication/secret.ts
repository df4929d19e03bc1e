import { hash, timingSafeEqual } from 'node:crypto';
import type { Registration, Secret } from '../directory/model.ts';
import { EntraError } from '../errors/entra-error.ts';

/**
 * @param now milliseconds since 1970
 * @throws EntraError AADSTS7000215 for a secret that isn't the app's, AADSTS7000222 for one that has expired
 */
export function checkSecret(app: Registration, secret: string, now: number): void {
  const match = app.secrets.find(({ value }) => sameSecret(value, secret));
  if (match === undefined) {
    throw new EntraError(
      'AADSTS7000215',
      { client: app.clientId },
      {
        name: 'client_secret',
        sent: whatWasSent(app, secret),
        registered: app.secrets.map(inWords),
      },
    );
  }
  if (Date.parse(match.expires) <= now) {
    throw new EntraError(
      'AADSTS7000222',
      { client: app.clientId },
      { name: 'expiry of the secret', sent: match.expires, registered: [] },
    );
  }
}

/** Never the value itself: neither the one sent, which may be right elsewhere, nor a registered one. */
function whatWasSent(app: Registration, secret: string): string {
  const named = app.secrets.find(({ id }) => id !== undefined && id === secret.toLowerCase());
  if (named !== undefined) return `the Secret ID of ${inWords(named)}, not its Value`;
  if (secret === '') return 'an empty value';
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(secret)) {
    return 'a GUID, which may be the Secret ID of another app; a Value isn’t a GUID';
  }
  const trimmed = secret.trim().replace(/^(["'])(.*)\1$/, '$2');
  return trimmed !== secret && app.secrets.some(({ value }) => sameSecret(value, trimmed))
    ? 'the right Value with spaces or quotes around it'
    : `a value of ${secret.length} character${secret.length === 1 ? '' : 's'} that isn't one of the app's`;
}

/** A secret without its value. */
export const inWords = ({ description = 'Public practice secret', expires }: Secret): string =>
  `“${description}”, until ${expires.slice(0, 10)}`;

const digest = (text: string) => hash('sha256', text, 'buffer');
const sameSecret = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
