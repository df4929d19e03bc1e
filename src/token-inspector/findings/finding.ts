import type { Inspected } from '../about/inspected.ts';

/** The most serious first. */
export const severities = ['danger', 'warning', 'note'] as const;

/** Something that people get wrong about a token, or that's wrong with it. */
export interface Finding {
  severity: (typeof severities)[number];
  title: string;
  text: string;
  /** A page of this site. */
  more?: { label: string; href: string };
}

export type Check = (token: Inspected) => Finding | undefined;
