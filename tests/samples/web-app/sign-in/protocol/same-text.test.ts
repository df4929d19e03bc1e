import { expect, test } from 'vitest';
import { sameText } from '../../../../../samples/web-app/sign-in/protocol/same-text.ts';

test.each([
  ['the same', 'abc', 'abc', true],
  ['another of the same length', 'abd', 'abc', false],
  ['the beginning', 'ab', 'abc', false],
  ['more', 'abcd', 'abc', false],
  ['nothing where nothing is expected', undefined, '', false],
])('%s is the same text: %#', (_, given, expected, is) => {
  expect(sameText(given, expected)).toBe(is);
});
