import { strFromU8, strToU8, unzipSync } from 'fflate';
import { reproducibleZip } from './zip.ts';

/**
 * A zip of this site with the values of a visitor's practice tenants. The same values give the same bytes.
 * @param inSet puts them into text
 */
export function zipInSet(
  bytes: Uint8Array,
  inSet: (text: string) => string,
): Uint8Array<ArrayBuffer> {
  let folder = '';
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    const end = path.indexOf('/');
    folder = path.slice(0, end);
    files.set(path.slice(end + 1), contentInSet(content, inSet));
  }
  return reproducibleZip(folder, files);
}

/** Whether a zip holds such values. */
export const namesTenants = (bytes: Uint8Array, inSet: (text: string) => string): boolean =>
  Object.values(unzipSync(bytes)).some((content) => contentInSet(content, inSet) !== content);

/** The same array if nothing in it changes, which is so for what isn't text. */
function contentInSet(content: Uint8Array, inSet: (text: string) => string): Uint8Array {
  // Latin-1 keeps every byte, and the values are ASCII.
  const written = strFromU8(content, true);
  const own = inSet(written);
  return own === written ? content : strToU8(own, true);
}
