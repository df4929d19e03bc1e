import { randomUUID } from 'node:crypto';

export interface Task {
  id: string;
  title: string;
}

/** Tasks in memory, gone at the next start. */
export function taskList() {
  const tasks = new Map<string, Task[]>();
  return {
    /** @param owner the user's key, from a verified access token */
    of: (owner: string): readonly Task[] => tasks.get(owner) ?? [],
    add(owner: string, title: string): Task {
      const task = { id: randomUUID(), title };
      tasks.set(owner, [...(tasks.get(owner) ?? []), task]);
      return task;
    },
    owners: (): number => tasks.size,
    count: (): number => [...tasks.values()].reduce((sum, list) => sum + list.length, 0),
  };
}
