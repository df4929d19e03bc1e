import { posix } from 'node:path';
import { withoutRegionMarkers } from '../sample-source/regions.ts';

/** The samples that are one zip for every tenant type. */
export interface ApiSample {
  /** Its folder below samples/, in the zip, and with ".zip" its download. */
  name: string;
  heading: string;
}

export const apiSamples: readonly ApiSample[] = [
  { name: 'protected-api', heading: 'Protect your own API' },
  { name: 'middle-tier', heading: 'Call an API on behalf of the user' },
];

type Sources = (sample: string) => ReadonlyMap<string, string>;

const relativeImport = /(?<=\b(?:from|import|require\()\s*')\.{1,2}\/[^']+(?=')/g;

/**
 * What the zip of an API sample holds: its files without authoring marks, and the licence. A file of
 * another sample that it imports joins it at the same path, with all that this file imports. Where both
 * have a file, the sample's own counts, unless that only passes the other one on.
 * @param sourcesOf a sample's files by path
 * @throws an Error of one sentence for an import that leads nowhere
 */
export function apiSampleFiles(
  { name }: ApiSample,
  sourcesOf: Sources,
  licence: string,
): Map<string, string> {
  const own = sourcesOf(name);
  const files = new Map<string, string>();

  const add = (from: Place): void => {
    if (files.has(from.path)) return;
    const mine = { sample: name, path: from.path };
    const instead = own.has(from.path) ? (passedOn(mine, own) ?? mine) : from;
    const text = sourcesOf(instead.sample).get(instead.path);
    if (text === undefined)
      throw new Error(`The zip ${name} needs ${instead.path} of ${instead.sample}: there is none.`);
    files.set(from.path, ''); // so that files which import each other come to an end
    const local = text.replaceAll(relativeImport, (specifier) => {
      const target = placeOf(instead, specifier);
      add(target);
      return relativeTo(instead.path, target.path);
    });
    const isJson = instead.path.endsWith('.json');
    files.set(from.path, isJson ? text : withoutRegionMarkers(local));
  };

  for (const path of own.keys()) add({ sample: name, path });
  return files.set('LICENSE', licence);
}

interface Place {
  sample: string;
  path: string;
}

function placeOf({ sample, path }: Place, specifier: string): Place {
  const [folder = '', ...rest] = posix.join(sample, path, '..', specifier).split('/');
  return { sample: folder, path: rest.join('/') };
}

function relativeTo(path: string, target: string): string {
  const relative = posix.relative(posix.dirname(path), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** The file of the same path in another sample that this one imports, if it does. */
function passedOn(mine: Place, own: ReadonlyMap<string, string>): Place | undefined {
  const specifiers = own.get(mine.path)?.match(relativeImport) ?? [];
  return specifiers
    .map((specifier) => placeOf(mine, specifier))
    .find(({ sample, path }) => sample !== mine.sample && path === mine.path);
}
