import { describe, expect, test } from 'vitest';
import { stage } from '../hostile-provider/running.ts';
import type { RunningTarget } from '../hostile-provider/target.ts';
import { targets } from '../hostile-provider/targets.ts';
import { Visitor } from '../hostile-provider/visitor.ts';

/** Presses Sign in many times, sixteen at once: how often each status came. */
async function flood(
  app: RunningTarget,
  times: number,
  headersOf: (number: number) => Record<string, string> = () => ({}),
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let number = next++; number < times; number = next++) {
      const reply = await fetch(`${app.origin}${app.signIn.path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: app.publicOrigin, ...headersOf(number) },
        body: new URLSearchParams(app.signIn.fields),
      });
      counts[reply.status] = (counts[reply.status] ?? 0) + 1;
      await reply.body?.cancel();
    }
  };
  await Promise.all(Array.from({ length: 16 }, sender));
  return counts;
}

describe.each(targets)('a flood of sign-ins at the $name', (target) => {
  const on = stage(target, { environment: { TRUST_PROXY: '1' } });

  test('fault 27: of 10,000 beginnings most are refused with one clear page, and memory stays flat', async () => {
    await on.visitor.signIn();
    await flood(on.app, 2_000);
    const before = await on.app.heap();
    const counts = await flood(on.app, 8_000);
    // A minute may pass meanwhile, and another thousand with it.
    expect(Object.keys(counts).filter((status) => status !== '303')).toEqual(['429']);
    expect(counts[429]).toBeGreaterThan(3_000);
    expect((await on.app.heap()) / before).toBeLessThan(1.5);
    expect(await on.visitor.isSignedIn()).toBe(true);

    await flood(on.app, 1_000);
    const page = await new Visitor(on.app, on.provider).startSignIn();
    expect(page.status).toBe(429);
    const seconds = Number(page.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(page.text).toMatch(/<h1[^>]*>[^<]*Too many sign-ins/);
    expect(page.text).toContain('Wait a minute');
    const elsewhere = await flood(on.app, 1, () => ({ 'x-forwarded-for': '203.0.113.7' }));
    expect(elsewhere).toEqual({ 303: 1 });
  }, 180_000);

  test('fault 27: from thousands of addresses nobody is refused or pushed out, and memory is bounded', async () => {
    // The minute of the test before is over.
    await on.app.moveClock(61_000);
    await on.visitor.signIn();
    const other = (number: number) => ({
      'x-forwarded-for': `2001:db8:0:${number.toString(16)}::1`,
    });
    await flood(on.app, 1_000, other);
    const before = await on.app.heap();
    expect(await flood(on.app, 2_000, other)).toEqual({ 303: 2_000 });
    expect((await on.app.heap()) / before).toBeLessThan(1.5);
    expect(await on.visitor.isSignedIn()).toBe(true);
  }, 180_000);
});

describe.each(targets)('without a proxy, the $name', (target) => {
  const on = stage(target, { environment: { SIGN_IN_LIMIT: '5' } });

  test('fault 27: counts a visitor once, whatever X-Forwarded-For says, also from a private address', async () => {
    const rotating = (number: number) => ({ 'x-forwarded-for': `9.9.${number}.9, 10.1.2.3` });
    expect(await flood(on.app, 12, rotating)).toEqual({ 303: 5, 429: 7 });
  });
});
