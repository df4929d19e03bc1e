import { createHash } from 'node:crypto';
import { strToU8, type Zippable, zipSync } from 'fflate';

// A zip holds local time without a zone: the same fields everywhere give the same bytes everywhere.
const mtime = new Date(1980, 0, 1);
const unix = 3;
const ordinaryFile = 0o100644 << 16;

/** The files in one folder, zipped so that the same input gives the same bytes on every machine. */
export function reproducibleZip(
  folder: string,
  files: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const content = strToU8(files.get(path) ?? '');
    entries[`${folder}/${path}`] = [content, { mtime, os: unix, attrs: ordinaryFile }];
  }
  return Uint8Array.from(zipSync(entries, { level: 9, mtime }));
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
