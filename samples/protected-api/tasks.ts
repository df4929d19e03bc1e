import { randomUUID } from 'node:crypto';

export interface Task {
  id: string;
  title: string;
}

/** Tasks in memory, gone at the next start. */
export function taskList() {
  const tasks = new Map<string, Task[]>();
  return {
    /** @param owner the checked `sub` of the access token (in B2C, its `oid`): one user in one tenant, as this API knows them */
    of: (owner: string): readonly Task[] => tasks.get(owner) ?? [],
    add(owner: string, title: string): Task {
      const task = { id: randomUUID(), title };
      tasks.set(owner, [...(tasks.get(owner) ?? []), task]);
      return task;
    },
    count: (): number => [...tasks.values()].reduce((sum, list) => sum + list.length, 0),
  };
}
