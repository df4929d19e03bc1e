import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Does something that only one of several test processes may do at a time. */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!isMine(lock)) await wait(100);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock, unless a living process holds it. */
function isMine(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // Nothing in it yet: its holder is about to write.
    return holder === 0 || process.kill(holder, 0);
  } catch {
    return false;
  }
}
