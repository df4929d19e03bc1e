import { randomUUID } from 'node:crypto';

export interface Task {
  id: string;
  title: string;
}

/** Tasks in memory, gone at the next start. */
export function taskList() {
  const tasks = new Map<string, Task[]>();
  /** A user's key begins with their tenant: the lists of one organization, whatever others use this API. */
  const listsIn = (tenantId: string): Task[][] =>
    [...tasks].flatMap(([owner, list]) => (owner.startsWith(`${tenantId}.`) ? [list] : []));
  return {
    /** @param owner the user's key, from a verified access token */
    of: (owner: string): readonly Task[] => tasks.get(owner) ?? [],
    add(owner: string, title: string): Task {
      const task = { id: randomUUID(), title };
      tasks.set(owner, [...(tasks.get(owner) ?? []), task]);
      return task;
    },
    /** How many of a tenant's users have tasks. */
    owners: (tenantId: string): number => listsIn(tenantId).length,
    /** How many tasks a tenant's users have. */
    count: (tenantId: string): number => listsIn(tenantId).flat().length,
  };
}
