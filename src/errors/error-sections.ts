import type { ErrorEntry } from './error-catalogue.ts';

/** The headings of an error's page by their anchors; those in the data are only there if it has them. */
export const errorSections = {
  causes: 'Why it happens',
  fixes: 'What to do',
  'in-the-sample': 'In the sample',
  reproduce: 'See it happen',
  sources: 'Sources',
} as const;

/** What "On this page" lists for an error. */
export function errorHeadings({ whereInSample, reproduce }: ErrorEntry['data']) {
  const missing = [
    whereInSample === undefined && 'in-the-sample',
    reproduce === undefined && 'reproduce',
  ];
  return Object.entries(errorSections)
    .filter(([slug]) => !missing.includes(slug))
    .map(([slug, text]) => ({ depth: 2, slug, text }));
}
