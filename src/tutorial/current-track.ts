import { type TenantType, tenantTypes } from '../scenarios/tenant-types.ts';

/** What a component of the tutorials knows about its page: `Astro` itself. */
export interface PageContext {
  params: Record<string, string | undefined>;
  url: URL;
}

export interface TrackPage {
  tenantType: TenantType;
  /** Undefined on the track's first page, which lists the steps. */
  step: string | undefined;
  /** For error sentences. */
  page: string;
}

/** The track that the page being rendered belongs to, or undefined anywhere else. */
export function currentTrack({ params, url }: PageContext): TrackPage | undefined {
  const tenantType = tenantTypes.find((known) => known === params['tenantType']);
  if (tenantType === undefined || !url.pathname.startsWith('/tutorials/')) return undefined;
  return { tenantType, step: params['step'], page: `The step ${url.pathname}` };
}

/** @throws an Error of one sentence when the component is used outside the tracks */
export function requireTrack(context: PageContext, component: string): TrackPage {
  const track = currentTrack(context);
  if (track !== undefined) return track;
  throw new Error(
    `<${component}> is on ${context.url.pathname}, but it only works on a track's pages.`,
  );
}
