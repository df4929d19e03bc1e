import { posix } from 'node:path';
import { withoutRegionMarkers } from '../sample-source/regions.ts';

/** A sample that is one zip for every tenant type. */
export interface ApiSample {
  /** The name of its folder in samples/ and in the zip and, with ".zip", of its download. */
  name: string;
  heading: string;
  /** The guide about it, in src/content/docs/guides. */
  guide: string;
  /** The port in its `.env.practice` files. */
  port: number;
  /** A path that it serves to callers with an access token only. */
  path: string;
}

/** The downloads page, the zips, their lists of components, and the tests of zips are made from this. */
export const apiSamples: readonly ApiSample[] = [
  {
    name: 'protected-api',
    heading: 'Protect your own API',
    guide: 'protect-your-own-api',
    port: 3001,
    path: '/tasks',
  },
  {
    name: 'middle-tier',
    heading: 'Call an API on behalf of the user',
    guide: 'on-behalf-of',
    port: 3002,
    path: '/me',
  },
];

type Sources = (sample: string) => ReadonlyMap<string, string>;

const relativeImport = /(?<=\b(?:from|import|require\()\s*')\.{1,2}\/[^']+(?=')/g;

/**
 * What the zip of an API sample holds: its files without authoring marks, and the license. A file
 * of another sample that it imports joins it at the same path, with all that this file imports. If
 * both have a file at that path, the sample's own file wins, unless all it does is re-export the
 * other one.
 * @param sourcesOf a sample's files by path
 * @throws an Error of one sentence for an import that doesn't resolve
 */
export function apiSampleFiles(
  { name }: Pick<ApiSample, 'name'>,
  sourcesOf: Sources,
  license: string,
): Map<string, string> {
  const own = sourcesOf(name);
  const files = new Map<string, string>();

  const add = (from: Place): void => {
    if (files.has(from.path)) return;
    const mine = { sample: name, path: from.path };
    const instead = own.has(from.path) ? (passedOn(mine, own) ?? mine) : from;
    const text = sourcesOf(instead.sample).get(instead.path);
    if (text === undefined)
      throw new Error(
        `The zip ${name} needs ${instead.path} from ${instead.sample}, which doesn't have it.`,
      );
    files.set(from.path, ''); // so that files that import each other don't recurse endlessly
    const local = text.replaceAll(relativeImport, (specifier) => {
      const target = placeOf(instead, specifier);
      add(target);
      return relativeTo(instead.path, target.path);
    });
    const isJson = instead.path.endsWith('.json');
    files.set(from.path, isJson ? text : withoutRegionMarkers(local));
  };

  for (const path of own.keys()) add({ sample: name, path });
  return files.set('LICENSE', license);
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
