import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import { errorNumber } from '../error-codes/error-code.ts';

export { errorNumber, errorPath } from '../error-codes/error-code.ts';

export type ErrorEntry = CollectionEntry<'errors'>;

/** @throws an Error of one sentence when the catalog doesn't have the code */
export async function requireError(code: string, page: string): Promise<ErrorEntry> {
  const entry = await getEntry('errors', code);
  if (entry !== undefined) return entry;
  throw new Error(`${page} links to the error "${code}", which src/content/errors does not have.`);
}

/** Who shows the codes, in the catalog's order. */
export const families = [
  { key: 'aadsts', name: 'Microsoft Entra ID and External ID', prefix: 'AADSTS' },
  { key: 'aadb2c', name: 'Azure AD B2C', prefix: 'AADB2C' },
  { key: 'msal', name: 'MSAL and the app', prefix: '' },
  { key: 'app', name: 'The sample', prefix: '' },
] as const;

/** Every error, families together, numbers ascending. */
export async function errorCatalogue(): Promise<
  { key: string; name: string; errors: ErrorEntry[] }[]
> {
  const all = await getCollection('errors');
  const place = ({ id }: ErrorEntry): number => Number(errorNumber(id) ?? 0);
  return families
    .map(({ key, name }) => ({
      key,
      name,
      errors: all
        .filter(({ data }) => data.family === key)
        .sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1)),
    }))
    .filter(({ errors }) => errors.length > 0);
}
