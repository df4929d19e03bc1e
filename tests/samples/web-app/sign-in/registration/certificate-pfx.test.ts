import { expect, test } from 'vitest';
import { isPfx } from '../../../../../samples/web-app/sign-in/registration/certificate-pfx.ts';

// A sequence begins with 30, followed by its length: one byte up to 7f, or how many bytes it takes.
test.each([
  ['a length of one byte', '3003020103', true],
  ['a length of two bytes after its mark', '30820a00020103', true],
  ['no length until the end is marked', '3080020103', true],
  ['another version', '30820a00020101', false],
  ['a set instead of a sequence', '31820a00020103', false],
  ['PEM', Buffer.from('-----BEGIN CERTIFICATE-----').toString('hex'), false],
  ['nothing', '', false],
])('a file with %s', (_, hex, is) => {
  expect(isPfx(Buffer.from(hex, 'hex'))).toBe(is);
});
