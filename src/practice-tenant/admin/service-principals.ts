import type { Registration } from '../directory/model.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { checkedSeed } from '../seed/seed.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Answer, type Call, done, objectIn, ok, realmOf, refusing } from './call.ts';
import { AdminProblem } from './problem.ts';

const shown = (app: Registration) => ({
  clientId: app.clientId,
  name: app.name,
  homeTenant: app.homeTenant,
  adminConsent: app.adminConsent,
  appPermissions: app.appPermissions,
  assignmentRequired: app.assignmentRequired === true,
});

/** Apps of other organizations that this one has consented to. */
const foreignAppsOf = async ({ directory }: Realm): Promise<Registration[]> =>
  (await directory.registrations()).filter(({ homeTenant }) => homeTenant !== undefined);

export const listServicePrincipals = async (call: Call): Promise<Answer> =>
  ok((await foreignAppsOf(realmOf(call))).map(shown));

/** Takes `adminConsent`, `appPermissions`, and `assignmentRequired`, and makes the service principal if it isn't there. */
export async function putServicePrincipal(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const { key } = realm.tenant;
  const servicePrincipal = { ...objectIn(call), app: call.parts['app'] };
  const prefix = `tenants.${key}.servicePrincipals[0].`;
  return refusing(async () => {
    const seed = checkedSeed({ tenants: { [key]: { servicePrincipals: [servicePrincipal] } } });
    const [applied] = await applySeed([realm], seed);
    return ok(applied?.servicePrincipals.map(shown)[0]);
  }, prefix);
}

/** Takes all consents to the app with it, as in the admin center. */
export async function removeServicePrincipal(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const { directory, consents, tenant } = realm;
  const { app: id = '' } = call.parts;
  const app = (await foreignAppsOf(realm)).find(
    ({ clientId, name }) => clientId === id.toLowerCase() || name === id,
  );
  if (app === undefined) {
    throw new AdminProblem(
      404,
      `${id} isn’t among the service principals of ${tenant.key}. GET /admin/v1/tenants/${tenant.key}/service-principals lists them.`,
    );
  }
  for (const { objectId, clientId } of await consents.all()) {
    if (clientId === app.clientId) await consents.replace(objectId, app, []);
  }
  await directory.removeRegistration(app);
  return done;
}
