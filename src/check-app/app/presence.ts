import { type Answered, exchange } from '../http/exchange.ts';
import { CannotCheck, NoAnswer } from '../verdicts/failures.ts';

const waitForRestart = 15_000;

/** @throws CannotCheck when the app doesn't respond as a web app does */
export async function requireThere(home: URL): Promise<Answered> {
  try {
    return await exchange({ method: 'GET', url: home, headers: {} }, waitForRestart);
  } catch (error) {
    if (error instanceof CannotCheck) throw error;
    if (error instanceof NoAnswer)
      throw new CannotCheck(
        `Something at ${home.origin} accepts connections but doesn’t respond within ${waitForRestart / 1000} seconds. Look at the app’s log, or start it again.`,
      );
    const { message } = error instanceof Error ? error : { message: '' };
    if (/ECONNREFUSED|ENOTFOUND|EADDRNOTAVAIL/.test(message))
      throw new CannotCheck(`The app at ${home.origin} isn’t there. Start it, and run this again.`);
    const other = home.protocol === 'https:' ? 'http' : 'https';
    throw new CannotCheck(
      `Something is at ${home.origin}, but it doesn’t speak ${home.protocol.slice(0, -1).toUpperCase()} (${message}). Is it another program, or an app with an address that starts with ${other}://?`,
    );
  }
}

/** Whether something accepts connections there. */
export async function isThere(home: URL): Promise<boolean> {
  try {
    await exchange({ method: 'GET', url: home, headers: {} }, waitForRestart);
    return true;
  } catch (error) {
    return error instanceof NoAnswer;
  }
}

/** Whether something starts the app again, such as a watcher. */
export async function comesBack(home: URL): Promise<boolean> {
  const until = Date.now() + waitForRestart;
  while (Date.now() < until) {
    if (await isThere(home)) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}
