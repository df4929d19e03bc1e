import type { Group, Registration, User } from '../directory/model.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { type Applied, applySeed } from '../seed/apply-seed.ts';
import { usernameIn } from '../seed/from-seed.ts';
import { checkedSeed } from '../seed/seed.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Answer, type Call, created, done, objectIn, ok, realmOf, refusing } from './call.ts';
import { AdminProblem } from './problem.ts';

/** Users, groups, or registrations, as the admin API has them. What it's sent is what a seed would have. */
export interface Items {
  list(call: Call): Promise<Answer>;
  create(call: Call): Promise<Answer>;
  read(call: Call): Promise<Answer>;
  /** Takes the whole item. */
  replace(call: Call): Promise<Answer>;
  /** Takes the members that change; null removes one (RFC 7396). */
  change(call: Call): Promise<Answer>;
  remove(call: Call): Promise<Answer>;
}

interface Kind<Item> {
  kind: keyof Applied;
  all(realm: Realm): Promise<readonly Item[]>;
  isIt(realm: Realm, item: Item, id: string): boolean;
  /** The member that never changes. */
  identity(item: Item): Record<string, string>;
  shown(item: Item): unknown;
  /** The item as a seed would have it. */
  asSeed(item: Item): object;
  remove(realm: Realm, item: Item): Promise<void>;
  saved(applied: Applied): Item | undefined;
}

function items<Item>(own: Kind<Item>): Items {
  const found = async (realm: Realm, id = ''): Promise<Item> => {
    const item = (await own.all(realm)).find((each) => own.isIt(realm, each, id));
    if (item !== undefined) return item;
    throw new AdminProblem(
      404,
      `${id} isn’t among the ${own.kind} of ${realm.tenant.key}. GET /admin/v1/tenants/${realm.tenant.key}/${own.kind} lists them.`,
    );
  };
  const save = async ({ tenant, ...realm }: Realm, item: object): Promise<unknown> => {
    const prefix = `tenants.${tenant.key}.${own.kind}[0].`;
    return refusing(async () => {
      const seed = checkedSeed({ tenants: { [tenant.key]: { [own.kind]: [item] } } });
      const [applied] = await applySeed([{ tenant, ...realm }], seed);
      const saved = applied && own.saved(applied);
      return saved && own.shown(saved);
    }, prefix);
  };
  return {
    list: async (call) => ok((await own.all(realmOf(call))).map(own.shown)),
    create: async (call) => {
      const realm = realmOf(call);
      const item = objectIn(call);
      const id = [item['objectId'], item['clientId'], item['id'], item['username']].find(
        (each) => typeof each === 'string',
      );
      const isThere = (await own.all(realm)).some(
        (each) => typeof id === 'string' && own.isIt(realm, each, id),
      );
      if (isThere) {
        throw new AdminProblem(
          409,
          `${realm.tenant.key} has ${id} already. Replace it with PUT, or change it with PATCH.`,
        );
      }
      return created(await save(realm, item));
    },
    read: async (call) => ok(own.shown(await found(realmOf(call), call.parts['id']))),
    replace: async (call) => {
      const realm = realmOf(call);
      const item = await found(realm, call.parts['id']);
      return ok(await save(realm, { ...objectIn(call), ...own.identity(item) }));
    },
    change: async (call) => {
      const realm = realmOf(call);
      const item = await found(realm, call.parts['id']);
      const changed = { ...own.asSeed(item), ...objectIn(call), ...own.identity(item) };
      const kept = Object.entries(changed).filter(([, value]) => value !== null);
      return ok(await save(realm, Object.fromEntries(kept)));
    },
    remove: async (call) => {
      const realm = realmOf(call);
      await own.remove(realm, await found(realm, call.parts['id']));
      return done;
    },
  };
}

export const users = items<User>({
  kind: 'users',
  all: ({ directory }) => directory.users(),
  isIt: ({ tenant }, { objectId, username }, id) =>
    objectId === id.toLowerCase() ||
    username.toLowerCase() === usernameIn(tenant, id).toLowerCase(),
  identity: ({ objectId }) => ({ objectId }),
  shown: ({ passwordHash: _, ...user }) => user,
  asSeed: ({ passwordHash: _, createdAt: __, identity: ___, ...user }) => user,
  remove: ({ directory }, { objectId }) => directory.removeUser(objectId),
  saved: ({ users: [user] }) => user,
});

export const groups = items<Group>({
  kind: 'groups',
  all: ({ directory }) => directory.groups(),
  isIt: (_, { id, name }, wanted) => id === wanted.toLowerCase() || name === wanted,
  identity: ({ id }) => ({ id }),
  shown: (group) => group,
  asSeed: (group) => group,
  remove: ({ directory }, { id }) => directory.removeGroup(id),
  saved: ({ groups: [group] }) => group,
});

export const registrations = items<Registration>({
  kind: 'registrations',
  all: ({ directory }) => ownRegistrations(directory),
  isIt: (_, { clientId, name }, id) => clientId === id.toLowerCase() || name === id,
  identity: ({ clientId }) => ({ clientId }),
  shown: (app) => app,
  asSeed: (app) => app,
  remove: ({ directory }, app) => directory.removeRegistration(app),
  saved: ({ registrations: [app] }) => app,
});
