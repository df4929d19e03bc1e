import { contentOf, withContent, type ZipEntry, zipEntries, zipOf } from './zip-entries.ts';

type InSet = (text: string) => string;

/**
 * A zip of this site with the values of a visitor's practice tenants. The same values give the same bytes. Files
 * without such values stay packed as they are: packing all of them again would block the process.
 * @param inSet puts them into text
 */
export const zipInSet = (bytes: Uint8Array, inSet: InSet): Buffer =>
  zipOf(zipEntries(bytes).map((entry) => entryInSet(entry, inSet)));

/** Whether a zip holds such values. */
export const namesTenants = (bytes: Uint8Array, inSet: InSet): boolean =>
  zipEntries(bytes).some((entry) => entryInSet(entry, inSet) !== entry);

/** The same entry if nothing in it changes, which is so for what isn't text. */
function entryInSet(entry: ZipEntry, inSet: InSet): ZipEntry {
  // Latin-1 keeps every byte, and the values are ASCII.
  const written = contentOf(entry).toString('latin1');
  const own = inSet(written);
  return own === written ? entry : withContent(entry, Buffer.from(own, 'latin1'));
}
