import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';

/** ID tokens of one instance are good at another whose clock differs by a minute: half of it for each. */
const mostSeconds = 30;

/**
 * What's wrong with the clock of this machine, measured by that of Redis, which all instances share.
 * @returns a sentence for the operator; undefined if nothing is wrong, or if Redis doesn't respond
 */
export async function clockWarning(url: string): Promise<string | undefined> {
  const client = createClient({ url, socket: { connectTimeout: 2_000, reconnectStrategy: false } });
  // What uses the store reports its errors. Without a listener, an error would end the process.
  client.on('error', () => {});
  try {
    const asking = async () => {
      await client.connect();
      const asked = Date.now();
      return { asked, seconds: (await client.time())[0] };
    };
    const { asked, seconds } = await Promise.race([asking(), tooLate()]);
    return clockSentence(Number(seconds) * 1_000, asked, Date.now());
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

/** A Redis that hangs tells no time. */
async function tooLate(): Promise<never> {
  await wait(5_000, undefined, { ref: false });
  throw new Error('Redis doesn’t respond');
}

/**
 * @param theirs the time of Redis, in whole seconds
 * @param asked when it was asked for; the response came at `answered`, by the clock of this machine
 */
export function clockSentence(theirs: number, asked: number, answered: number): string | undefined {
  const [ahead, behind] = [asked - theirs - 1_000, theirs - answered];
  const most = Math.max(ahead, behind) / 1_000;
  if (most <= mostSeconds) return undefined;
  const direction = ahead > behind ? 'ahead of' : 'behind';
  return `the clock of this machine is ${Math.round(most)} seconds ${direction} that of Redis. Sign-ins fail when instances’ clocks differ by more than a minute: synchronize all clocks with NTP.`;
}
