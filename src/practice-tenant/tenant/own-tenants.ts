import { z } from 'zod';
import type { Tenant } from '../directory/model.ts';
import type { TenantSetId } from '../directory/tenant-set.ts';
import { tenants, tenantsIn } from '../directory/tenants.ts';
import type { Store } from '../store/store.ts';

const nameKey = (tenant: Tenant) => `name/${tenant.key}/display`;

/** The tenants of this practice tenant: another one in the process may have other names for them. */
export async function ownTenants(
  store: Store,
  set?: TenantSetId,
  clientSecret?: string,
): Promise<Tenant[]> {
  const named = (set === undefined ? tenants : tenantsIn(set, clientSecret)).map(async (tenant) => {
    const named = { ...tenant };
    await refreshName(store, named);
    return named;
  });
  return Promise.all(named);
}

/** Reads a tenant's display name again: another instance may have given it one. */
export async function refreshName(store: Store, tenant: Tenant): Promise<void> {
  const kept = z.string().safeParse(await store.get(nameKey(tenant))).data;
  tenant.name = kept ?? nameOf(tenant);
}

/** The one that it came with. */
const nameOf = ({ key, name }: Tenant): string =>
  tenants.find((tenant) => tenant.key === key)?.name ?? name;

/** Gives a tenant another display name, which outlives a restart; or, without one, the one it came with. */
export async function renameTenant(store: Store, tenant: Tenant, name?: string): Promise<void> {
  if (name === undefined) await store.delete(nameKey(tenant));
  else await store.set(nameKey(tenant), name);
  tenant.name = name ?? nameOf(tenant);
}
