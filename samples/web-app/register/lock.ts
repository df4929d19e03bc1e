import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Stop } from './stop.ts';

const name = '.registration.lock';

/**
 * One run at a time: two would each make an application.
 * @returns what ends it
 * @throws Stop while another run goes on, and if the folder can't be written
 */
export function lock(folder: string): () => void {
  const path = folder + name;
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // On a full disk, the file is made and stays empty.
    if (!isTaken(error)) rmSync(path, { force: true });
    throw new Stop(isTaken(error) ? taken(path) : cannotWrite(folder, error));
  }
  const unlock = () => rmSync(path, { force: true });
  // A second Ctrl+C ends the process where it is.
  process.once('exit', unlock);
  return () => {
    process.off('exit', unlock);
    unlock();
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

const isTaken = (error: unknown): boolean => codeOf(error) === 'EEXIST';

export const cannotWrite = (what: string, error: unknown): string =>
  `${what} can't be written (${codeOf(error)}). Nothing was changed and nothing was sent. Make room or give yourself permission to write there, or copy the app to a folder of your own, and run it again.`;

function taken(path: string): string {
  const process = Number(readFileSync(path, 'utf8'));
  return isRunning(process)
    ? `Another run is going on in this folder (process ${process}). Wait until it ends, or stop it, and run it again.`
    : `An earlier run was cut off and left ${name}: process ${process} isn't running anymore. Delete ${name}, and run it again; it goes on from there.`;
}

function isRunning(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch (error) {
    // It runs, but belongs to another user.
    return codeOf(error) === 'EPERM';
  }
}
