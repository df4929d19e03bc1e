import type { Comparison } from '../errors/entra-error.ts';

const longest = 400;

/** Text from an address, but not so much of it that the page could be made to say something else. */
export const bounded = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`;

export const boundedComparison = (comparison: Comparison | undefined): Comparison | undefined =>
  comparison && {
    name: comparison.name,
    sent: comparison.sent === undefined ? undefined : bounded(comparison.sent),
    registered: comparison.registered.map(bounded),
  };
