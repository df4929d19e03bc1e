import { strToU8, type Zippable, zipSync } from 'fflate';

// A zip holds local time without a zone: the same fields everywhere give the same bytes everywhere.
const mtime = new Date(1980, 0, 1);
const unix = 3;
const ordinaryFile = 0o100644 << 16;
/** What nobody else on the machine may read. */
const ownFile = 0o100600 << 16;

/**
 * The files in one folder, zipped so that the same input gives the same bytes on every machine. It runs
 * in browsers too.
 */
export function reproducibleZip(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const file = files.get(path) ?? '';
    const content = typeof file === 'string' ? strToU8(file) : file;
    const attrs = path === '.env' ? ownFile : ordinaryFile;
    entries[`${folder}/${path}`] = [content, { mtime, os: unix, attrs }];
  }
  return Uint8Array.from(zipSync(entries, { level: 9, mtime }));
}
