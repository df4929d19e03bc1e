import { describe, expect, test } from 'vitest';
import { stage } from './running.ts';
import { targets } from './targets.ts';

const minutes = 60_000; // milliseconds

describe.each(targets)('the lifetime of sessions that is set at the $name', (target) => {
  const on = stage(target, {
    environment: { SESSION_IDLE_MINUTES: '10', SESSION_MAX_MINUTES: '25' },
  });

  test('an unused session ends after SESSION_IDLE_MINUTES', async () => {
    await on.visitor.signIn();
    await on.app.moveClock(9 * minutes);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await on.app.moveClock((9 + 11) * minutes);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test('a session in use ends after SESSION_MAX_MINUTES', async () => {
    await on.visitor.signIn();
    for (const time of [8, 16, 24]) {
      await on.app.moveClock(time * minutes);
      expect(await on.visitor.isSignedIn()).toBe(true);
    }
    await on.app.moveClock(26 * minutes);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });
});
