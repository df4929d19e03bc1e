import { withoutRegionMarkers } from '../sample-source/regions.ts';

/** The samples that are one zip for every tenant type. */
export interface ApiSample {
  /** Its folder below samples/, in the zip, and with ".zip" its download. */
  name: string;
  heading: string;
  /** Files that stand once in the repository, in another sample, and that the zip gets in full. */
  borrows: readonly { from: string; files: RegExp }[];
}

const startUp = {
  from: 'web-app',
  files: /^(?:check-node\.cjs|practice-tenant-trust\.mjs)$/,
};

export const apiSamples: readonly ApiSample[] = [
  { name: 'protected-api', heading: 'Protect your own API', borrows: [startUp] },
  {
    name: 'middle-tier',
    heading: 'Call an API on behalf of the user',
    borrows: [startUp, { from: 'protected-api', files: /^(?:auth\/.+|listen\.ts)$/ }],
  },
];

/**
 * What the zip of an API sample holds: its files without authoring marks, those that it borrows, and
 * the licence. Every tenant type's templates are in it.
 * @param sourcesOf a sample's files by path
 */
export function apiSampleFiles(
  { name, borrows }: ApiSample,
  sourcesOf: (sample: string) => ReadonlyMap<string, string>,
  licence: string,
): Map<string, string> {
  const lent = borrows.flatMap(({ from, files }) =>
    [...sourcesOf(from)].filter(([path]) => files.test(path)),
  );
  const sources = new Map([...sourcesOf(name), ...lent]);
  const files = new Map<string, string>();
  for (const [path, text] of sources) {
    files.set(path, path.endsWith('.json') ? text : withoutRegionMarkers(text));
  }
  return files.set('LICENSE', licence);
}
