import { describe, expect, it } from 'vitest';
import {
  checkAuthTime,
  isRecent,
} from '../../../../../samples/web-app/sign-in/protocol/auth-time.ts';

const now = 1_700_000_000_000;
const secondsAgo = (seconds: number) => now / 1000 - seconds;

describe('how long ago a user proved who they are', () => {
  it('is recent enough up to max_age and a minute for clocks that differ', () => {
    expect(isRecent(now - 360_000, 300, now)).toBe(true);
    expect(isRecent(now - 360_001, 300, now)).toBe(false);
    expect(isRecent(now - 60_000, 0, now)).toBe(true);
    expect(isRecent(now - 60_001, 0, now)).toBe(false);
    expect(isRecent(undefined, 300, now)).toBe(false);
  });

  it('is read from the ID token, which has to tell it', () => {
    expect(() => checkAuthTime(secondsAgo(360), 300, now)).not.toThrow();
    expect(() => checkAuthTime(secondsAgo(361), 300, now)).toThrow(
      expect.objectContaining({ code: 'sign_in_too_old' }),
    );
    expect(() => checkAuthTime(undefined, 300, now)).toThrow(
      expect.objectContaining({ code: 'auth_time_missing' }),
    );
  });
});
