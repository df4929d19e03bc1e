import { check } from '../check.ts';
import { clockDifference } from '../clock-difference.ts';

/** This computer's clock beside the identity provider's. */
export const clock = check({
  id: 'clock',
  title: 'Clock',
  needs: ['document'],
  run: (say, { document: { url, headers } }, { now }) =>
    clockDifference(say, url.host, headers, now()),
});
