import { expect, test } from 'vitest';
import { secretKeys } from '../../../../../samples/web-app/sign-in/session/secret-keys.ts';

test('a secret has at least 32 characters', () => {
  expect(() => secretKeys(['s'.repeat(31)], 'x')).toThrow(RangeError);
  expect(() => secretKeys(['s'.repeat(32), 's'.repeat(31)], 'x')).toThrow(RangeError);
  expect(() => secretKeys([], 'x')).toThrow(RangeError);
  expect(secretKeys(['s'.repeat(32)], 'x')).toHaveLength(1);
});

test('every secret and every purpose has a key of its own', () => {
  const keys = ['one', 'two'].flatMap((purpose) =>
    secretKeys(['a'.repeat(32), 'b'.repeat(32)], purpose).map(({ key }) => key.toString('hex')),
  );
  expect(new Set(keys).size).toBe(4);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
});

test('the keys stay the same from version to version, or every update would sign all users out', () => {
  const [first, second] = secretKeys(['a'.repeat(32), 'b'.repeat(32)], 'purpose');
  expect(first?.key.toString('hex')).toBe(
    'a12402a630a822573648994fc3dd48d9b603302dc0fca655b0323724a5dd4747',
  );
  expect(first?.id).toBe(594920145);
  expect(second?.id).not.toBe(first?.id);
});
