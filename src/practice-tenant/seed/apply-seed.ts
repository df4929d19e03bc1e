import { originsIn } from '../directory/addresses.ts';
import { asForeign, isShared } from '../directory/foreign-apps.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { inTenant } from '../directory/new-registration.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { settingsOf } from '../directory/tenant-settings.ts';
import { type Fault, isFault } from '../faults/catalogue.ts';
import { problemsWithGroup, problemsWithUser } from '../hosted/people-rules.ts';
import { problemsWithRegistration } from '../hosted/registration-rules.ts';
import { renameTenant } from '../tenant/own-tenants.ts';
import type { Realm } from '../tenant/realm.ts';
import {
  type AppNames,
  groupFrom,
  registrationFrom,
  servicePrincipalFrom,
  userFrom,
  usernameIn,
} from './from-seed.ts';
import { type CheckedSeed, SeedError, type TenantSeed } from './seed.ts';

/** What a seed became in one tenant. */
export interface Applied {
  groups: readonly Group[];
  registrations: readonly Registration[];
  servicePrincipals: readonly Registration[];
  users: readonly User[];
}

/** Everything that a seed changes in one tenant, known to fit together before any of it is kept. */
interface Plan extends Applied {
  realm: Realm;
  seed: TenantSeed;
  consents: readonly { objectId: string; app: Registration; scopes: readonly string[] }[];
  faults: readonly { clientId: string; fault: Fault }[];
}

/**
 * Adds what the seed has to these tenants. A group, registration, or user that is there already is
 * replaced by the seed's.
 * @throws SeedError with every mistake, before anything is changed
 */
export async function applySeed(
  realms: readonly Realm[],
  seed: CheckedSeed,
): Promise<readonly Applied[]> {
  const mistakes: string[] = [];
  const plans: Plan[] = [];
  const registered = realms.flatMap(({ tenant }) =>
    (seed.tenants[tenant.key]?.registrations ?? []).map((each) => ({
      home: tenant,
      app: registrationFrom(tenant, each),
    })),
  );
  for (const realm of realms) {
    const wanted = seed.tenants[realm.tenant.key];
    if (wanted !== undefined) plans.push(await planFor(realm, wanted, registered, mistakes));
  }
  mistakes.push(...(await refusedHere(plans)));
  if (mistakes.length > 0) throw new SeedError(mistakes);
  for (const plan of plans) await carryOut(plan);
  // An app that one tenant consents to may be one that another has just registered.
  for (const plan of plans) await consentIn(plan);
  return plans;
}

/** @param registered the apps that the same seed registers, in any tenant */
async function planFor(
  realm: Realm,
  seed: TenantSeed,
  registered: readonly { home: Tenant; app: Registration }[],
  mistakes: string[],
): Promise<Plan> {
  const { tenant, directory } = realm;
  const at = `tenants.${tenant.key}`;
  const keeps = seed.replace !== true;
  const registrations = (seed.registrations ?? []).map((each) => registrationFrom(tenant, each));
  const known = await directory.foreignApps();
  const foreignApps = [
    ...(keeps ? known : known.map((app) => asForeign(app, app.homeTenant ?? ''))),
    ...registered
      .filter(({ home, app }) => isShared(home, app, tenant))
      .map(({ home, app }) => asForeign(app, home.id)),
  ];
  const own = keeps ? await ownRegistrations(directory) : [];
  const allApps = [...registrations, ...own, ...foreignApps];
  const found = <Item>(
    items: readonly Item[],
    isIt: (item: Item) => boolean,
    path: string,
    what: string,
  ) => {
    const item = items.find(isIt);
    if (item === undefined)
      mistakes.push(`${path} names ${what} that isn’t there: correct it, or add one.`);
    return item;
  };
  const appNamed = (name: string, path: string) =>
    found(
      allApps,
      (each) => each.clientId === name.toLowerCase() || each.name === name,
      path,
      'a registration',
    );
  const namesIn = (path: string): AppNames => ({
    // A role may be one of an API that isn't registered here.
    api: (name) => allApps.find((each) => each.name === name)?.clientId ?? name,
    app: (name) => appNamed(name, `${path}.assignedTo`)?.clientId ?? name,
  });
  const groups = (seed.groups ?? []).map((each, index) =>
    groupFrom(tenant, each, namesIn(`${at}.groups[${index}]`)),
  );
  const allGroups = [...groups, ...(keeps ? await directory.groups() : [])];
  refuseTwice(groups, ({ id }) => id, `${at}.groups`, mistakes);
  refuseTwice(registrations, ({ clientId }) => clientId, `${at}.registrations`, mistakes);
  if (groups.length > 0 && !tenant.hasGroups) {
    mistakes.push(`${at}.groups must be left out: this tenant type has no groups.`);
  }
  if (registrations.length > 0 && tenant.isPersonal) {
    mistakes.push(
      `${at}.registrations must be left out: personal accounts have no app registrations.`,
    );
  }
  for (const [index, { clientId }] of registrations.entries()) {
    if (foreignApps.some((app) => app.clientId === clientId) || (await directory.isTaken(clientId)))
      mistakes.push(
        `${at}.registrations[${index}].clientId belongs to an app of another organization: choose another, or list the app under servicePrincipals.`,
      );
  }
  const settingNames = new Set<string>(settingsOf(tenant).map(([name]) => name));
  for (const name of Object.keys(seed.settings ?? {})) {
    if (!settingNames.has(name))
      mistakes.push(`${at}.settings.${name} is a setting of other tenant types: leave it out.`);
  }

  const groupNamed = (name: string, path: string) =>
    found(
      allGroups,
      (each) => each.id === name.toLowerCase() || each.name === name,
      path,
      'a group',
    );
  const users: User[] = [];
  for (const [index, each] of (seed.users ?? []).entries()) {
    const path = `${at}.users[${index}]`;
    const existing = keeps
      ? ((await directory.user(each.objectId?.toLowerCase())) ??
        (await directory.userNamed(usernameIn(tenant, each.username))))
      : undefined;
    users.push(
      await userFrom(tenant, each, existing, {
        ...namesIn(path),
        group: (name) => groupNamed(name, `${path}.groups`)?.id ?? name,
      }),
    );
  }
  const before = mistakes.length;
  refuseTwice(users, ({ username }) => username.toLowerCase(), `${at}.users`, mistakes);
  // Without an ID of its own, a name that is there twice has one ID, which is the same mistake.
  if (mistakes.length === before)
    refuseTwice(users, ({ objectId }) => objectId, `${at}.users`, mistakes);
  const others = (keeps ? await directory.users() : []).filter(
    (other) => !users.some(({ objectId }) => objectId === other.objectId),
  );
  for (const [index, { username }] of users.entries()) {
    const other = others.find((each) => each.username.toLowerCase() === username.toLowerCase());
    if (other !== undefined)
      mistakes.push(
        `${at}.users[${index}].username belongs to the user ${other.objectId}: choose another name, or use that object ID.`,
      );
  }
  const allUsers = [...users, ...(keeps ? await directory.users() : [])];
  const userNamed = (name: string, path: string) => {
    const username = usernameIn(tenant, name).toLowerCase();
    const isIt = (each: User) =>
      each.objectId === name.toLowerCase() || each.username.toLowerCase() === username;
    return found(allUsers, isIt, path, 'a user');
  };
  const servicePrincipals = (seed.servicePrincipals ?? []).flatMap((each, index) => {
    const app = found(
      foreignApps,
      ({ clientId, name }) => clientId === each.app.toLowerCase() || name === each.app,
      `${at}.servicePrincipals[${index}].app`,
      'an app of another organization',
    );
    return app === undefined ? [] : [servicePrincipalFrom(app, each)];
  });
  const consents = (seed.consents ?? []).flatMap(({ user, app, scopes }, index) => {
    const objectId = userNamed(user, `${at}.consents[${index}].user`)?.objectId;
    const registration = appNamed(app, `${at}.consents[${index}].app`);
    return objectId && registration ? [{ objectId, app: registration, scopes }] : [];
  });
  const faults = (seed.faults ?? []).flatMap(({ app, fault }, index) => {
    const clientId = appNamed(app, `${at}.faults[${index}].app`)?.clientId;
    return clientId && isFault(fault) ? [{ clientId, fault }] : [];
  });
  return { realm, seed, groups, registrations, servicePrincipals, users, consents, faults };
}

/** What a hosted practice tenant doesn't keep, known before anything is kept. */
async function refusedHere(plans: readonly Plan[]): Promise<string[]> {
  const more = { users: 0, registrations: 0, groups: 0 };
  const problems: string[] = [];
  for (const { realm, seed, users, registrations, groups } of plans) {
    const { tenant, directory, origins, siteOrigin: site } = realm;
    if (tenant.set === undefined) continue;
    const own = { site, practiceTenant: originsIn(origins) };
    problems.push(
      ...registrations.flatMap((app) => problemsWithRegistration(tenant, app, own)),
      ...users.flatMap(problemsWithUser),
      ...groups.flatMap(problemsWithGroup),
    );
    const known = {
      users: (await directory.users()).map(({ objectId }) => objectId),
      registrations: (await ownRegistrations(directory)).map(({ clientId }) => clientId),
      groups: (await directory.groups()).map(({ id }) => id),
    };
    const added = {
      users: users.map(({ objectId }) => objectId),
      registrations: registrations.map(({ clientId }) => clientId),
      groups: groups.map(({ id }) => id),
    };
    for (const kind of ['users', 'registrations', 'groups'] as const) {
      // What is replaced makes room.
      more[kind] +=
        seed.replace === true
          ? added[kind].length - known[kind].length
          : added[kind].filter((id) => !known[kind].includes(id)).length;
    }
  }
  // All of them have room in common, because they're one visitor's.
  const amounts = (await plans[0]?.realm.room?.problemsWith(more)) ?? [];
  return [...new Set([...problems, ...amounts])];
}

function refuseTwice<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  path: string,
  mistakes: string[],
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (seen.has(key(item)))
      mistakes.push(`${path}[${index}] is a duplicate (${key(item)}): leave one out.`);
    seen.add(key(item));
  }
}

async function carryOut({
  realm,
  seed,
  groups,
  registrations,
  users,
  faults,
}: Plan): Promise<void> {
  const { directory, settings } = realm;
  if (seed.replace === true) await clear(realm);
  if (seed.name !== undefined) await renameTenant(realm.store, realm.tenant, seed.name);
  for (const group of groups) await directory.saveGroup(group);
  for (const app of registrations) await directory.saveRegistration(app);
  for (const user of users) await directory.saveUser(user);
  for (const { clientId, fault } of faults) await realm.faults.set(clientId, fault, true);
  for (const [name, on] of Object.entries(seed.settings ?? {})) await settings.set(name, on);
}

async function consentIn({ realm, servicePrincipals, consents }: Plan): Promise<void> {
  const { directory } = realm;
  for (const app of servicePrincipals) await directory.saveRegistration(app);
  for (const { objectId, app, scopes } of consents) {
    await realm.consents.add(objectId, app, scopes);
    const now = await directory.registration(app.clientId);
    if (now?.homeTenant !== undefined) await directory.saveRegistration(inTenant(now));
  }
}

async function clear({ directory, consents }: Realm): Promise<void> {
  for (const { objectId, clientId } of await consents.all()) {
    const app = await directory.registration(clientId);
    if (app !== undefined) await consents.replace(objectId, app, []);
  }
  for (const { objectId } of await directory.users()) await directory.removeUser(objectId);
  for (const { id } of await directory.groups()) await directory.removeGroup(id);
  for (const app of await directory.registrations()) await directory.removeRegistration(app);
}
