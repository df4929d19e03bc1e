import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openJournal } from './journal.ts';
import { type Entry, memoryStore } from './memory-store.ts';
import type { Store } from './store.ts';

const line = z.tuple([z.string(), z.unknown(), z.number().nullish()]);

/**
 * A memory store that a file follows: one JSON line per change, read again at the next start.
 * The file holds signing keys and tokens, so only its owner may read it.
 */
export async function fileStore(
  file: string,
  report: (problem: string, cause: unknown) => void = console.error,
): Promise<Store> {
  const entries = await readEntries(file);
  return memoryStore(entries, await openJournal(file, entries, report));
}

async function readEntries(file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const each of text.split('\n')) {
    const parsed = line.safeParse(parsedJson(each));
    // A line that a crash cut short is left out; the lines before it still count.
    if (!parsed.success) continue;
    const [key, value] = parsed.data;
    const expires = parsed.data[2] ?? undefined;
    if (value === null || (expires !== undefined && expires <= Date.now())) entries.delete(key);
    else entries.set(key, { json: JSON.stringify(value), expires });
  }
  return entries;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
