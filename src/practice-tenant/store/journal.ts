import { type FileHandle, open, rename } from 'node:fs/promises';
import type { Entry, Follower } from './memory-store.ts';

const ownerOnly = 0o600;
const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Appends changes to a file, and rewrites it when most of its lines are out of date. */
export async function openJournal(
  file: string,
  entries: ReadonlyMap<string, Entry>,
  report: (problem: string, cause: unknown) => void,
): Promise<Follower> {
  let handle = await writeAnew(file, entries);
  let lines = entries.size;
  let waiting: string[] = [];
  let writing = Promise.resolve();

  const write = async () => {
    if (lines > 2 * entries.size + 5_000) {
      waiting = [];
      await handle.close();
      handle = await writeAnew(file, entries);
      lines = entries.size;
    }
    const text = waiting.join('');
    waiting = [];
    if (text !== '') await handle.appendFile(text);
  };

  return {
    changed: (key, entry) => {
      waiting.push(lineOf(key, entry));
      lines += 1;
      if (waiting.length > 1) return;
      // Changes of the same turn share a write; a failing disk is reported once and doesn't stop sign-ins.
      writing = writing
        .then(endOfTurn)
        .then(write)
        .catch((error: unknown) => {
          report('The practice tenant cannot write its state:', error);
        });
    },
    close: async () => {
      await writing;
      await write();
      await handle.close();
    },
  };
}

async function writeAnew(file: string, entries: ReadonlyMap<string, Entry>): Promise<FileHandle> {
  const fresh = await open(`${file}.new`, 'w', ownerOnly);
  await fresh.writeFile([...entries].map(([key, entry]) => lineOf(key, entry)).join(''));
  await fresh.close();
  await rename(`${file}.new`, file);
  return open(file, 'a', ownerOnly);
}

const lineOf = (key: string, entry: Entry | undefined): string =>
  entry === undefined
    ? `${JSON.stringify([key, null])}\n`
    : `[${JSON.stringify(key)},${entry.json},${entry.expires ?? null}]\n`;
