import type { Directory } from '../directory/directory.ts';
import type { TenantDirectory } from '../directory/foreign-apps.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { type Amounts, problemWithAmount } from './amounts.ts';
import { problemsWithGroup, problemsWithUser } from './people-rules.ts';
import { RefusedHere, refuseFirst } from './refused-here.ts';
import { type OwnOrigins, problemsWithRegistration } from './registration-rules.ts';

/** How much more the practice tenants of one visitor can take. */
export interface Room {
  /** What is wrong with so many new items, in a sentence each. */
  problemsWith(more: Amounts): Promise<string[]>;
}

export interface HostedDirectory extends TenantDirectory {
  /** Undefined where nothing is hosted, and so nothing is limited. */
  room?: Room;
}

const mostDeleted = 20;

/**
 * The directories of one visitor's practice tenants, which keep nothing that a hosted one refuses, from
 * whichever part it comes. They throw RefusedHere. Where nothing is hosted, they're as they were.
 */
export function ruleBoundDirectories(
  directories: readonly TenantDirectory[],
  origins: OwnOrigins,
): HostedDirectory[] {
  const room = roomIn(directories.map(({ directory }) => directory));
  return directories.map(({ tenant, directory }) =>
    tenant.set === undefined
      ? { tenant, directory }
      : { tenant, directory: ruleBound({ tenant, directory }, origins, room), room },
  );
}

/** Deleted registrations don't count, and the oldest of them are forgotten. */
function roomIn(directories: readonly Directory[]): Room {
  const count = async (each: (directory: Directory) => Promise<readonly unknown[]>) => {
    const lists = await Promise.all(directories.map(each));
    return lists.reduce((sum, { length }) => sum + length, 0);
  };
  const present: Record<keyof Amounts, () => Promise<number>> = {
    users: () => count((directory) => directory.users()),
    registrations: () => count(ownRegistrations),
    groups: () => count((directory) => directory.groups()),
  };
  return {
    problemsWith: async (more) => {
      const problems = (['users', 'registrations', 'groups'] as const).map(async (kind) =>
        more[kind] <= 0 ? undefined : problemWithAmount(kind, (await present[kind]()) + more[kind]),
      );
      return (await Promise.all(problems)).filter((problem) => problem !== undefined);
    },
  };
}

const none: Amounts = { users: 0, registrations: 0, groups: 0 };

function ruleBound(
  { tenant, directory }: TenantDirectory,
  origins: OwnOrigins,
  room: Room,
): Directory {
  const requireRoom = async (kind: keyof Amounts) =>
    refuseFirst(await room.problemsWith({ ...none, [kind]: 1 }));
  return {
    ...directory,
    addUser: async (details) => {
      refuseFirst(problemsWithUser({ ...details, objectId: '' }));
      await requireRoom('users');
      return directory.addUser(details);
    },
    saveUser: async (user) => {
      refuseFirst(problemsWithUser(user));
      if ((await directory.user(user.objectId)) === undefined) await requireRoom('users');
      await directory.saveUser(user);
    },
    saveGroup: async (group) => {
      refuseFirst(problemsWithGroup(group));
      const isKnown = (await directory.groups()).some(({ id }) => id === group.id);
      if (!isKnown) await requireRoom('groups');
      await directory.saveGroup(group);
    },
    saveRegistration: async (app) => {
      if (app.homeTenant === undefined) {
        refuseFirst(problemsWithRegistration(tenant, app, origins));
        const known = await directory.registration(app.clientId);
        if (known === undefined) await requireRoom('registrations');
        else if (known.homeTenant !== undefined)
          throw new RefusedHere('This client ID belongs to an app of another organization.');
      }
      await directory.saveRegistration(app);
    },
    removeRegistration: async (app) => {
      const deleted = await directory.deletedRegistrations();
      for (const { clientId } of deleted.slice(0, Math.max(0, deleted.length + 1 - mostDeleted)))
        await directory.forgetDeleted(clientId);
      await directory.removeRegistration(app);
    },
  };
}
