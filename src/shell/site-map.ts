import type { Part } from '../scenarios/parts.ts';

interface Room {
  label: string;
  href: string;
  under: string;
  /** Left out where the operator turned this part off. */
  part?: Part;
}

/** The sections of the site, in the order of the header, the phone menu, and the footer. */
export const rooms: readonly Room[] = [
  { label: 'Tutorials', href: '/tutorials/', under: '/tutorials/' },
  { label: 'Live demo', href: '/demo/', under: '/demo/' },
  { label: 'Guides', href: '/guides/', under: '/guides/' },
  { label: 'How it works', href: '/how-it-works/', under: '/how-it-works/' },
  { label: 'Attack lab', href: '/attack-lab/', under: '/attack-lab/' },
  { label: 'Errors', href: '/errors/', under: '/errors/' },
  { label: 'Reference', href: '/reference/', under: '/reference/' },
  { label: 'Downloads', href: '/downloads/', under: '/downloads/', part: 'downloads' },
];
