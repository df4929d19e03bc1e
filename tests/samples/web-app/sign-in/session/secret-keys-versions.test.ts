import { expect, it } from 'vitest';
import { secretKeys } from '../../../../../samples/web-app/sign-in/session/secret-keys.ts';

it('the keys stay the same from version to version, or every update would sign all users out', () => {
  const [first, second] = secretKeys(['a'.repeat(32), 'b'.repeat(32)], 'purpose');
  expect(first?.key.toString('hex')).toBe(
    'a12402a630a822573648994fc3dd48d9b603302dc0fca655b0323724a5dd4747',
  );
  expect(first?.id).toBe(594920145);
  expect(second?.id).not.toBe(first?.id);
});
