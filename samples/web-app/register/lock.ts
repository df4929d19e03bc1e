import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Stop } from './stop.ts';

const start = '.registration.lock.';

/**
 * One run at a time: two would each make an application. Each has a file with its process ID in the name, so
 * that one that was killed blocks nobody, and no two can take over the same lock.
 * @returns what ends it
 * @throws Stop while another run goes on, and if the folder can't be written
 */
export function lock(folder: string): () => void {
  const own = start + process.pid;
  const unlock = () => rmSync(folder + own, { force: true });
  try {
    writeFileSync(folder + own, String(process.pid), { mode: 0o600 });
  } catch (error) {
    // On a full disk, the file is made and stays empty.
    unlock();
    throw new Stop(cannotWrite(folder, error));
  }
  const others = readdirSync(folder).filter((name) => name.startsWith(start) && name !== own);
  for (const other of others) {
    const id = Number(other.slice(start.length));
    if (isRunning(id)) {
      unlock();
      throw new Stop(
        `Another run is going on in this folder (process ${id}). Wait until it ends, or stop it, and run it again. If that process is another program, delete ${other}.`,
      );
    }
    rmSync(folder + other, { force: true });
  }
  // A second Ctrl+C ends the process where it is.
  process.once('exit', unlock);
  return () => {
    process.off('exit', unlock);
    unlock();
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

export const cannotWrite = (what: string, error: unknown): string =>
  `${what} can't be written (${codeOf(error)}). Nothing was changed and nothing was sent. Make room or give yourself permission to write there, or copy the app to a folder of your own, and run it again.`;

function isRunning(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    // It runs, but belongs to another user.
    return codeOf(error) === 'EPERM';
  }
}
