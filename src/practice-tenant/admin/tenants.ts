import { settingsOf } from '../directory/tenant-settings.ts';
import { faultCatalogue } from '../faults/catalogue.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { checkedSeed } from '../seed/seed.ts';
import { tenantOverview } from '../tenant/overview.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Answer, type Call, objectIn, ok, realmOf, refusing } from './call.ts';

export const index = async ({ admin }: Call): Promise<Answer> =>
  ok({
    tenants: await Promise.all(admin.realms.map(tenantOverview)),
    faults: faultCatalogue,
    settings: Object.fromEntries(
      admin.realms.map(({ tenant }) => [tenant.key, Object.fromEntries(settingsOf(tenant))]),
    ),
  });

export const readTenant = async (call: Call): Promise<Answer> =>
  ok({ ...(await tenantOverview(realmOf(call))), settings: await settingsIn(realmOf(call)) });

/** Takes `name` and `settings`. */
export async function changeTenant(call: Call): Promise<Answer> {
  await seedTenant(realmOf(call), objectIn(call));
  return readTenant(call);
}

export const readSettings = async (call: Call): Promise<Answer> =>
  ok(await settingsIn(realmOf(call)));

export async function changeSettings(call: Call): Promise<Answer> {
  await seedTenant(realmOf(call), { settings: objectIn(call) });
  return readSettings(call);
}

async function settingsIn({ tenant, settings }: Realm): Promise<Record<string, boolean>> {
  const on = new Set<string>(await settings.all());
  return Object.fromEntries(settingsOf(tenant).map(([name]) => [name, on.has(name)]));
}

const seedTenant = ({ tenant, ...realm }: Realm, changes: object) =>
  refusing(
    () => applySeed([{ tenant, ...realm }], checkedSeed({ tenants: { [tenant.key]: changes } })),
    `tenants.${tenant.key}.`,
  );
