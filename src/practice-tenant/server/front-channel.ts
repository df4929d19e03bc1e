import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../configuration/loopback.ts';
import { frontOrigin } from '../directory/addresses.ts';
import type { Realm } from '../tenant/realm.ts';

/**
 * Where a browser must go for a page that it asks for at the address for apps, which many apps put
 * together from their authority: the session's cookies belong to the other one.
 * @returns undefined where it's already there
 */
export function frontAddressOf(
  { tenant, origins }: Realm,
  { headers, url = '' }: IncomingMessage,
): string | undefined {
  const front = frontOrigin(tenant, origins);
  // A proxy in front of a public address sends the name that the browser asked for, in either header.
  const isPublic = !isLoopback(front);
  const name = (isPublic && headers['x-forwarded-host']) || headers.host;
  // What nearly every request says needs no address to be taken apart.
  if (front.endsWith(`//${name}`)) return undefined;
  const here = URL.parse(`${new URL(front).protocol}//${name}`);
  if (here === null || (isPublic && isLoopback(here.origin))) return undefined;
  // This machine has several names, and each of its ports is one channel.
  const isThere =
    isLoopback(front) && isLoopback(here.origin)
      ? here.port === new URL(front).port
      : here.origin === front;
  return isThere ? undefined : front + url;
}
