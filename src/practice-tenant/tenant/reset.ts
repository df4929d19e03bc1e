import type { Realm } from './realm.ts';

const prefixes = [
  'user',
  'registration',
  'consent',
  'oidc',
  'log',
  'proof',
  'newcomer',
  'fault',
  'federation',
  'flow',
  'setting',
  'revocation',
  'group',
];

/** Takes a tenant back to how it came: signing key, certificates, and clock stay. */
export async function resetTenant({ store, tenant, rename }: Realm): Promise<void> {
  for (const prefix of prefixes) {
    for (const [key] of await store.list(`${prefix}/${tenant.type}/`)) await store.delete(key);
  }
  await rename();
}
