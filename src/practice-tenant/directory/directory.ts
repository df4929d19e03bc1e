import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Store } from '../store/store.ts';
import { seededGroups } from './groups.ts';
import { objectIdIn } from './login-hint.ts';
import type { Group, Registration, Tenant, User } from './model.ts';
import { groupRecord, registrationRecord, userRecord } from './records.ts';
import { type RegisteredApps, seededRegistrations } from './seeded-registrations.ts';
import { seededUsers } from './seeded-users.ts';
import { itemsIn } from './tenant-set.ts';

/** The users, groups, and apps of one tenant: those it starts with, and what the store adds, changes, or removes. */
export interface Directory {
  users(): Promise<User[]>;
  user(objectId: string | undefined): Promise<User | undefined>;
  /**
   * Case does not count, as with email addresses. The address of a social account finds no one: a local
   * account may have the same one. The claim `login_hint` names a user too.
   */
  userNamed(username: string): Promise<User | undefined>;
  addUser(user: Omit<User, 'objectId' | 'createdAt'>): Promise<User>;
  saveUser(user: User): Promise<void>;
  removeUser(objectId: string): Promise<void>;
  groups(): Promise<Group[]>;
  saveGroup(group: Group): Promise<void>;
  /** Its members are no longer in it. */
  removeGroup(id: string): Promise<void>;
  /** With those of other organizations that have a service principal here. */
  registrations(): Promise<Registration[]>;
  /** Apps of other organizations that users here may sign in to, also before they have a service principal. */
  foreignApps(): Promise<Registration[]>;
  /** Whether another organization, or Microsoft, has an app with this client ID, for whomever it is. */
  isTaken(clientId: string): Promise<boolean>;
  /** Case does not count: MSAL lower-cases what it sends. Finds another organization's apps, too. */
  registration(clientId: string | undefined): Promise<Registration | undefined>;
  /** Of another organization's app, only what its service principal has is kept. */
  saveRegistration(registration: Registration): Promise<void>;
  /** Removes the service principal of another organization's app. The tenant's own app is kept among the deleted ones, from which it can be restored. */
  removeRegistration(registration: Registration): Promise<void>;
  deletedRegistrations(): Promise<Registration[]>;
  forgetDeleted(clientId: string): Promise<void>;
}

/** Of the tenant alone: `foreign-apps.ts` adds the apps of other organizations. */
export function openDirectory(
  tenant: Tenant,
  { store, clock }: { store: Store; clock: TenantClock },
  apps: RegisteredApps,
): Directory {
  const users = collection(
    store,
    `user/${tenant.key}/`,
    () =>
      new Map(itemsIn(seededUsers(tenant), tenant, userOf).map((user) => [user.objectId, user])),
    userOf,
  );
  const registrations = collection(
    store,
    `registration/${tenant.key}/`,
    () =>
      new Map(
        itemsIn(seededRegistrations(tenant, apps), tenant, registrationOf).map((app) => [
          app.clientId,
          app,
        ]),
      ),
    registrationOf,
  );
  const groups = collection(
    store,
    `group/${tenant.key}/`,
    () => new Map(seededGroups(tenant).map((group) => [group.id, group])),
    (value) => groupRecord.safeParse(value).data,
  );
  const deleted = collection(store, `deleted/${tenant.key}/`, () => new Map(), registrationOf);
  const saveUser = (user: User) => users.save(user.objectId, user);
  return {
    users: users.all,
    user: async (objectId) => (objectId === undefined ? undefined : users.one(objectId)),
    userNamed: async (username) => {
      const hinted = objectIdIn(username.trim());
      if (hinted !== undefined) return users.one(hinted);
      const wanted = username.trim().toLowerCase();
      return (await users.all()).find(
        ({ username, email, identity }) =>
          username.toLowerCase() === wanted ||
          (identity === undefined && email.toLowerCase() === wanted),
      );
    },
    addUser: async (details) => {
      const user = {
        ...details,
        objectId: randomUUID(),
        createdAt: new Date(clock.now()).toISOString(),
      };
      await saveUser(user);
      return user;
    },
    saveUser,
    removeUser: users.remove,
    groups: groups.all,
    saveGroup: (group) => groups.save(group.id, group),
    removeGroup: async (id) => {
      for (const user of await users.all()) {
        if (user.groups?.includes(id) === true)
          await saveUser({ ...user, groups: user.groups.filter((each) => each !== id) });
      }
      await groups.remove(id);
    },
    registrations: registrations.all,
    foreignApps: async () => [],
    isTaken: async () => false,
    registration: async (clientId) =>
      clientId === undefined ? undefined : registrations.one(clientId.toLowerCase()),
    saveRegistration: (app) => registrations.save(app.clientId, app),
    removeRegistration: async (app) => {
      await deleted.save(app.clientId, app);
      await registrations.remove(app.clientId);
    },
    deletedRegistrations: deleted.all,
    forgetDeleted: deleted.remove,
  };
}

const userOf = (value: unknown): User | undefined => userRecord.safeParse(value).data;
const registrationOf = (value: unknown): Registration | undefined =>
  registrationRecord.safeParse(value).data;

interface Collection<Item> {
  all(): Promise<Item[]>;
  one(id: string): Promise<Item | undefined>;
  save(id: string, item: Item): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Kept in place of an item that the tenant started with. */
const removed = { removed: true };
const removal = z.object({ removed: z.literal(true) });
const isRemoved = (value: unknown) => removal.safeParse(value).success;

/**
 * Seeded items, overlaid by what the store keeps under the prefix.
 * @param seed makes them at the first use: most visitors of a hosted lab use one tenant of their set
 */
function collection<Item>(
  store: Store,
  prefix: string,
  seed: () => ReadonlyMap<string, Item>,
  parsed: (value: unknown) => Item | undefined,
): Collection<Item> {
  let made: ReadonlyMap<string, Item> | undefined;
  const seeded = () => {
    made ??= seed();
    return made;
  };
  return {
    all: async () => {
      const items = new Map(seeded());
      for (const [key, value] of await store.list(prefix)) {
        const item = parsed(value);
        if (item !== undefined) items.set(key.slice(prefix.length), item);
        else if (isRemoved(value)) items.delete(key.slice(prefix.length));
      }
      return [...items.values()];
    },
    one: async (id) => {
      const value = await store.get(prefix + id);
      if (value === undefined) return seeded().get(id);
      return isRemoved(value) ? undefined : (parsed(value) ?? seeded().get(id));
    },
    save: (id, item) => store.set(prefix + id, item),
    remove: (id) =>
      seeded().has(id) ? store.set(prefix + id, removed) : store.delete(prefix + id),
  };
}
