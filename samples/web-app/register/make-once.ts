import { GraphFailure, NoResponse } from './graph-client.ts';
import { onceReplicated } from './replication.ts';
import type { Work } from './work.ts';

export const replicated = <T>(
  { progress, surroundings }: Work,
  request: () => Promise<T>,
): Promise<T> => onceReplicated(request, progress, surroundings);

/** If no response came, it may have been made anyway: then it's found, and not made twice. */
export async function makeOnce<T>(
  work: Work,
  make: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  const { progress, surroundings } = work;
  try {
    return await replicated(work, make);
  } catch (error) {
    const exists = error instanceof GraphFailure && error.status === 409;
    if (!(error instanceof NoResponse) && !exists) throw error;
    progress.note(`${error.message}. Looking for what it may have made.`);
    for (const seconds of [0, 2, 5]) {
      if (seconds > 0) await surroundings.wait(seconds * 1000);
      const found = await find();
      if (found !== undefined) return found;
    }
    return replicated(work, make);
  }
}
