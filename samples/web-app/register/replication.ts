import { GraphFailure } from './graph-client.ts';
import type { Progress } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

const waits = [1, 2, 4, 8, 15, 15, 15];

/**
 * The directory has several copies: one of them may not know yet what another has just made. For the service
 * principal of an unknown application, the status depends on what else the account may do.
 */
const isTooEarly = (error: unknown): boolean =>
  error instanceof GraphFailure &&
  (error.status === 404 ||
    (error.status === 400 && /does not reference|doesn't reference/.test(error.message)) ||
    (error.status === 403 && error.message.includes('backing application')));

/** Tries for up to a minute while what was just made isn't found. */
export async function onceReplicated<T>(
  work: () => Promise<T>,
  { note }: Progress,
  { wait }: Pick<Surroundings, 'wait'>,
): Promise<T> {
  for (const seconds of waits) {
    try {
      return await work();
    } catch (error) {
      if (!isTooEarly(error)) throw error;
      note(
        `Microsoft Graph doesn't find what was just made yet: trying again in ${seconds} seconds.`,
      );
      await wait(seconds * 1000);
    }
  }
  return work();
}
