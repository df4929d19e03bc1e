import { z } from 'zod';
import type { Tenant } from '../directory/model.ts';
import type { TenantSetId } from '../directory/tenant-set.ts';
import { tenants, tenantsIn } from '../directory/tenants.ts';
import type { Store } from '../store/store.ts';

const nameKey = (tenant: Tenant) => `name/${tenant.key}/display`;

/** The tenants of this practice tenant: another one in the process may have other names for them. */
export async function ownTenants(store: Store, set?: TenantSetId): Promise<Tenant[]> {
  const named = (set === undefined ? tenants : tenantsIn(set)).map(async (tenant) => {
    const name = z.string().safeParse(await store.get(nameKey(tenant))).data;
    return { ...tenant, name: name ?? tenant.name };
  });
  return Promise.all(named);
}

/** Gives a tenant another display name, which outlives a restart; or, without one, the one it came with. */
export async function renameTenant(store: Store, tenant: Tenant, name?: string): Promise<void> {
  if (name === undefined) await store.delete(nameKey(tenant));
  else await store.set(nameKey(tenant), name);
  tenant.name = name ?? tenants.find(({ key }) => key === tenant.key)?.name ?? tenant.name;
}
