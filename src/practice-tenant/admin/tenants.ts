import { settingsOf } from '../directory/tenant-settings.ts';
import { faultCatalogue, isFault } from '../faults/catalogue.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { usernameIn } from '../seed/from-seed.ts';
import { checkedSeed, seedJsonSchema } from '../seed/seed.ts';
import { tenantOverview } from '../tenant/overview.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Answer, type Call, created, done, objectIn, ok, realmOf, refusing } from './call.ts';
import { AdminProblem } from './problem.ts';

export const index = async ({ admin }: Call): Promise<Answer> =>
  ok({
    tenants: await Promise.all(admin.realms.map(tenantOverview)),
    faults: faultCatalogue,
    settings: Object.fromEntries(
      admin.realms.map(({ tenant }) => [tenant.type, Object.fromEntries(settingsOf(tenant))]),
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
    () => applySeed([{ tenant, ...realm }], checkedSeed({ tenants: { [tenant.type]: changes } })),
    `tenants.${tenant.type}.`,
  );

export const listConsents = async (call: Call): Promise<Answer> =>
  ok(await realmOf(call).consents.all());

/** Takes `user`, `app`, and `scopes`, which are added to those that the user has consented to. */
export async function addConsent(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const { type } = realm.tenant;
  const consent = objectIn(call);
  await refusing(
    () => applySeed([realm], checkedSeed({ tenants: { [type]: { consents: [consent] } } })),
    `tenants.${type}.consents[0].`,
  );
  return created(await realm.consents.all());
}

export async function removeConsent(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const app = await appIn(call);
  await realm.consents.replace(call.parts['user'] ?? '', app, []);
  return done;
}

export const listFaults = async (call: Call): Promise<Answer> =>
  ok(await realmOf(call).faults.all());

export const switchFault =
  (on: boolean) =>
  async (call: Call): Promise<Answer> => {
    const { faults } = realmOf(call);
    const { clientId } = await appIn(call);
    const { fault = '' } = call.parts;
    if (!isFault(fault)) {
      const known = Object.keys(faultCatalogue).join(', ');
      throw new AdminProblem(404, `There’s no fault ${fault}. The faults are: ${known}.`);
    }
    await faults.set(clientId, fault, on);
    return ok(await faults.all());
  };

async function appIn(call: Call) {
  const { directory, tenant } = realmOf(call);
  const id = call.parts['app'];
  const app = await directory.registration(id);
  if (app !== undefined) return app;
  const known = (await directory.registrations()).map(
    ({ clientId, name }) => `${clientId} (${name})`,
  );
  throw new AdminProblem(
    404,
    `${tenant.type} has no registration ${id}. It has: ${known.join(', ')}.`,
  );
}

const mostEntries = 1_000;

export async function readLog(call: Call): Promise<Answer> {
  const count = call.query.get('count') ?? '50';
  if (!/^[1-9]\d{0,3}$/.test(count) || Number(count) > mostEntries) {
    throw new AdminProblem(
      400,
      `count must be a whole number from 1 to ${mostEntries}, and not ${count}.`,
    );
  }
  return ok(await realmOf(call).log.newest(Number(count)));
}

export async function revokeSessions(call: Call): Promise<Answer> {
  const { directory, revocations, tenant } = realmOf(call);
  const id = call.parts['id'] ?? '';
  const user = (await directory.user(id.toLowerCase())) ?? (await directory.userNamed(usernameIn(tenant, id)));
  if (user === undefined) throw new AdminProblem(404, `${tenant.type} has no user ${id}.`);
  await revocations.revoke(user.objectId);
  return done;
}

export async function resetOne(call: Call): Promise<Answer> {
  await call.admin.reset(realmOf(call));
  return done;
}

export async function resetAll({ admin }: Call): Promise<Answer> {
  for (const realm of admin.realms) await admin.reset(realm);
  await admin.clock.move(0);
  return done;
}

export async function seed({ admin, body }: Call): Promise<Answer> {
  await refusing(() => applySeed(admin.realms, checkedSeed(body)));
  return done;
}

export const readSeedSchema = async (): Promise<Answer> => ok(seedJsonSchema());
