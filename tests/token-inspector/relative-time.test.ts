import { expect, it } from 'vitest';
import { duration, relativeTime } from '../../src/token-inspector/about/relative-time.ts';

const now = 1_800_000_000;

it.each([
  [0, 'just now'],
  [-1, '1 second ago'],
  [-119, '119 seconds ago'],
  [-300, '5 minutes ago'],
  [3300, 'in 55 minutes'],
  [7200, 'in 2 hours'],
  [-86_400, '24 hours ago'],
  [3 * 86_400, 'in 3 days'],
  [-90 * 86_400, '3 months ago'],
  [5 * 31_557_600, 'in 5 years'],
])('%d seconds away is “%s”', (away, words) => {
  expect(relativeTime(now + away, now)).toBe(words);
});

it.each([
  [0, '0 seconds'],
  [-5, '0 seconds'],
  [3600, '60 minutes'],
  [90_000, '25 hours'],
])('%d seconds last “%s”', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
