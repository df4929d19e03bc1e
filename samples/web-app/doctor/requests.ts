import type { Surroundings } from './surroundings.ts';

/** A check that gives up has to say why before the doctor gives up the check. In seconds. */
export const secondsForRequest = 4;

/** How the library reaches the identity provider for a check. */
export const requests = ({ fetch, now }: Surroundings) => ({
  fetch,
  now,
  seconds: secondsForRequest,
});
