import { demoFacts, demoNameFrom } from '../scenarios/demos.ts';
import { tenantTypeList } from '../scenarios/tenant-types.ts';

/** What represents a page when its address is shared: a picture of 1200 by 630 in public/social. */
export interface SocialPicture {
  /** File name without folder and ending. */
  name: string;
  words: string;
  tenantType?: string;
}

const site: SocialPicture = { name: 'site', words: 'Learn Microsoft sign-in by running it.' };
const rooms: Record<string, string> = {
  errors: 'What the error means, and what to do about it.',
  'how-it-works': 'What happens in a sign-in, and why.',
  guides: 'Your own API, and on behalf of whom.',
  downloads: 'One sample, a zip for each scenario.',
};

/** Every picture; `npm run social-pictures` makes them. */
export const socialPictures: readonly SocialPicture[] = [
  site,
  ...Object.entries(rooms).map(([name, words]) => ({ name, words })),
  ...tenantTypeList.map(({ key, name }) => ({
    name: key,
    words: `${name}: sign-in, step by step.`,
    tenantType: key,
  })),
];

/** The picture of the page at a path: its tenant type's, its room's, or the site's. */
export function socialPictureOf(pathname: string): SocialPicture {
  const [, room = '', second = ''] = pathname.split('/');
  const demoName = ['tutorials', 'demo'].includes(room) ? demoNameFrom(second) : undefined;
  const name = demoName ? demoFacts[demoName].tenantType : room;
  return socialPictures.find((picture) => picture.name === name) ?? site;
}
