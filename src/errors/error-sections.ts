import type { ErrorEntry } from './error-catalogue.ts';

/** The headings of an error's page by their anchors; the sample's is only there if the data names a place. */
export const errorSections = {
  causes: 'Why it happens',
  fixes: 'What to do',
  'in-the-sample': 'In the sample',
  reproduce: 'See it happen',
  sources: 'Sources',
} as const;

/** What "On this page" lists for an error. */
export const errorHeadings = ({ whereInSample }: ErrorEntry['data']) =>
  Object.entries(errorSections)
    .filter(([slug]) => slug !== 'in-the-sample' || whereInSample !== undefined)
    .map(([slug, text]) => ({ depth: 2, slug, text }));
