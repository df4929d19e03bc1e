import { tenantTypeList } from '../../scenarios/tenant-types.ts';
import { isNameOf } from './is-name-of.ts';

/** A page of which Pagefind keeps the title and, for a step, the track it belongs to. */
interface Page {
  url: string;
  meta: { title?: string; words?: string; track?: string };
}

interface SameStep {
  url: string;
  track: string;
}

/** A page, and the same step in the other tracks. */
export interface Result<Found extends Page> {
  page: Found;
  otherTracks: readonly SameStep[];
}

/** How a query names a track, the most specific first. */
const trackNames: readonly [typed: RegExp, track: string][] = [
  [/\bcustom (?:url )?domain\b|\bfront door\b/i, 'External ID, custom domain'],
  [/\bb2c\b/i, 'Azure AD B2C'],
  [/\bexternal id\b|\bciam/i, 'External ID'],
  [/\bentra id\b|\bworkforce\b|\bazure ad\b/i, 'Entra ID'],
];

const trackOf = (path: string): string | undefined =>
  /^\/(?:tutorials|demo)\/([^/]+)\//.exec(path)?.[1];

/** The track of readers who are on a page outside of all tracks. */
const usualTrack = 'entra-id';

/**
 * One result for a step that several tracks have, where the first of them ranks. It leads to the
 * track that the query names, or else to the one the reader is in.
 * @param path of the page that the reader is on
 */
export function withoutRepeatedSteps<Found extends Page>(
  query: string,
  pages: readonly Found[],
  path: string,
): Result<Found>[] {
  const named = trackNames.find(([typed]) => typed.test(query))?.[1];
  const own = trackOf(path) ?? usualTrack;
  const groups = Map.groupBy(pages, ({ url, meta }) =>
    meta.track === undefined ? url : `step ${meta.title}`,
  );
  return [...groups.values()].flatMap((variants) => {
    const page =
      variants.find(({ meta }) => meta.track !== undefined && meta.track === named) ??
      variants.find(({ url }) => trackOf(url) === own) ??
      variants[0];
    return page ? [{ page, otherTracks: otherTracksOf(query, page, variants) }] : [];
  });
}

/** All other tracks if the query is the step's name; or else those in which the step has the words. */
function otherTracksOf(query: string, page: Page, variants: readonly Page[]): SameStep[] {
  const { track } = page.meta;
  if (track === undefined) return [];
  const others = tenantTypeList.filter(({ shortName }) => shortName !== track);
  const everywhere = isNameOf(query, page);
  return others.flatMap(({ key, shortName }) =>
    everywhere || variants.some(({ meta }) => meta.track === shortName)
      ? [{ url: page.url.replace(/(?<=\/tutorials\/)[^/]+/, key), track: shortName }]
      : [],
  );
}
