import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { objectIdIn } from './login-hint.ts';
import type { Registration, Tenant, User } from './model.ts';
import { registrationRecord, userRecord } from './records.ts';
import { type RegisteredApps, seededRegistrations } from './seeded-registrations.ts';
import { seededUsers } from './seeded-users.ts';

/** The users and apps of one tenant: the seeded ones, and those added to or changed in the store. */
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
  registrations(): Promise<Registration[]>;
  /** Case does not count: MSAL lower-cases what it sends. */
  registration(clientId: string | undefined): Promise<Registration | undefined>;
  saveRegistration(registration: Registration): Promise<void>;
}

export function openDirectory(tenant: Tenant, store: Store, apps: RegisteredApps): Directory {
  const users = collection(
    store,
    `user/${tenant.type}/`,
    new Map(seededUsers(tenant).map((user) => [user.objectId, user])),
    (value) => userRecord.safeParse(value).data,
  );
  const registrations = collection(
    store,
    `registration/${tenant.type}/`,
    new Map(seededRegistrations(tenant, apps).map((app) => [app.clientId, app])),
    (value) => registrationRecord.safeParse(value).data,
  );
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
      const user = { ...details, objectId: randomUUID(), createdAt: new Date().toISOString() };
      await saveUser(user);
      return user;
    },
    saveUser,
    registrations: registrations.all,
    registration: async (clientId) =>
      clientId === undefined ? undefined : registrations.one(clientId.toLowerCase()),
    saveRegistration: (app) => registrations.save(app.clientId, app),
  };
}

interface Collection<Item> {
  all(): Promise<Item[]>;
  one(id: string): Promise<Item | undefined>;
  save(id: string, item: Item): Promise<void>;
}

/** Seeded items, overlaid by what the store keeps under the prefix. */
function collection<Item>(
  store: Store,
  prefix: string,
  seeded: ReadonlyMap<string, Item>,
  parsed: (value: unknown) => Item | undefined,
): Collection<Item> {
  return {
    all: async () => {
      const items = new Map(seeded);
      for (const [key, value] of await store.list(prefix)) {
        const item = parsed(value);
        if (item !== undefined) items.set(key.slice(prefix.length), item);
      }
      return [...items.values()];
    },
    one: async (id) => parsed(await store.get(prefix + id)) ?? seeded.get(id),
    save: (id, item) => store.set(prefix + id, item),
  };
}
