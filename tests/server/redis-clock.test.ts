import { expect, test } from 'vitest';
import { clockSentence } from '../../src/server/redis-clock.ts';

const now = 1_800_000_000_000;

test.each([
  ['is the same', now, now, now],
  ['is 29 seconds ahead', now - 29_000, now, now],
  ['is 29 seconds behind', now + 29_000, now, now],
  ['can’t be compared, since the response took a minute', now + 50_000, now, now + 60_000],
])('nothing is said when the clock %s', (_, theirs, asked, answered) => {
  expect(clockSentence(theirs, asked, answered)).toBeUndefined();
});

test.each([
  ['ahead of', now - 301_000],
  ['behind', now + 300_000],
])('a clock five minutes %s that of Redis is a sentence', (direction, theirs) => {
  expect(clockSentence(theirs, now, now)).toMatch(
    new RegExp(`300 seconds ${direction} that of Redis.*NTP`),
  );
});
