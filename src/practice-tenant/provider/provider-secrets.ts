import type { Store } from '../store/store.ts';
import { keptSecret, type SigningKey } from './signing-key.ts';
import { type KeyRing, ownKeyRing, sharedKeyRing } from './signing-keys.ts';

/** What oidc-providers sign and check with; several sets of tenants can have the same. */
export interface ProviderSecrets {
  /** Sign cookies. */
  cookies: string;
  socialCookies: string;
  socialClient: string;
  socialKey: SigningKey;
  /** Present where several sets of tenants share their signing keys. */
  shared?: { ring: KeyRing; first(keyring: string): SigningKey };
}

export const ownSecrets = (store: Store): Promise<ProviderSecrets> =>
  secretsIn(store, ownKeyRing(store));

/** Those of many sets of tenants: opening a set then makes no key and reads none. */
export async function sharedSecrets(
  store: Store,
  keyrings: readonly string[],
): Promise<ProviderSecrets> {
  const ring = sharedKeyRing(store);
  const names = [...new Set(keyrings)];
  const opened = names.map(async (name) => [name, await ring.open(name, 1)] as const);
  const keys = new Map(await Promise.all(opened));
  const first = (keyring: string): SigningKey => {
    const key = keys.get(keyring);
    if (key === undefined) throw new Error(`There is no keyring ${keyring}.`);
    return key;
  };
  return { ...(await secretsIn(store, ring)), shared: { ring, first } };
}

async function secretsIn(store: Store, ring: KeyRing): Promise<ProviderSecrets> {
  const [cookies, socialCookies, socialClient, socialKey] = await Promise.all([
    keptSecret(store, 'cookies'),
    keptSecret(store, 'social-cookies'),
    keptSecret(store, 'social-client'),
    ring.open('social', 1),
  ]);
  return { cookies, socialCookies, socialClient, socialKey };
}
