import { createHash, timingSafeEqual } from 'node:crypto';
import type { Registration } from '../directory/model.ts';
import { EntraError } from '../errors/entra-error.ts';

/** @throws EntraError AADSTS7000215 for a secret that is not the app's, AADSTS7000222 for one that has ended */
export function checkSecret(app: Registration, secret: string): void {
  const match = app.secrets.find(({ value }) => sameSecret(value, secret));
  if (match === undefined) throw new EntraError('AADSTS7000215', { client: app.clientId });
  if (Date.parse(match.expires) <= Date.now()) {
    throw new EntraError(
      'AADSTS7000222',
      { client: app.clientId },
      { name: 'expiry of the secret', sent: match.expires, registered: [] },
    );
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const sameSecret = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
