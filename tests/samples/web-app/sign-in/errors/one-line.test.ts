import { expect, test } from 'vitest';
import { oneLine } from '../../../../../samples/web-app/sign-in/errors/one-line.ts';

test.each([
  ['a line break of any kind', 'a\r\nb\vc\fd\u0085e\u2028f\u2029g', 'a b c d e f g'],
  ['an escape sequence', 'a\u001b[2J\u009b1mb\u0007\u007f', 'a [2J 1mb '],
  ['invisible characters', 'a\u200b\u202e\u2066\ufeff\u00adb\u00a0c', 'a b c'],
  ['half a character', 'a\ud800b', 'a b'],
])('%s is not passed on', (_, text, line) => {
  expect(oneLine(text)).toBe(line);
});

test('what people can read stays as it is', () => {
  const text = 'C:\\Users\\Jörg\\token: “ENOENT” 漢字 🔑 (https://a.example/b?c=d)';
  expect(oneLine(text)).toBe(text);
});

test('a very long text is cut, between two characters, and then stays as it is', () => {
  const line = oneLine('🔑'.repeat(100_000));
  expect(line.length).toBe(1_000);
  expect(line).toMatch(/🔑�?…$/u);
  expect(oneLine(line)).toBe(line);
  expect(oneLine('x'.repeat(1_000))).toBe('x'.repeat(1_000));
});
