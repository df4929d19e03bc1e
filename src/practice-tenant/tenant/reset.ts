import { renameTenant } from './own-tenants.ts';
import type { Realm } from './realm.ts';

const prefixes = [
  'user',
  'registration',
  'service-principal',
  'deleted',
  'consent',
  'oidc',
  'log',
  'proof',
  'newcomer',
  'fault',
  'graph-delay',
  'federation',
  'flow',
  'setting',
  'revocation',
  'group',
  'assumed-redirect-uri',
];

/** Takes a tenant back to how it came: signing key, certificates, and clock stay. */
export async function resetTenant({ store, tenant }: Realm): Promise<void> {
  for (const prefix of prefixes) {
    for (const [key] of await store.list(`${prefix}/${tenant.key}/`)) await store.delete(key);
  }
  await renameTenant(store, tenant);
}
