import { describe, expect, test } from 'vitest';
import { HostileProvider } from '../hostile-provider/provider.ts';
import { stage } from '../hostile-provider/running.ts';
import { targets } from '../hostile-provider/targets.ts';
import { Visitor } from '../hostile-provider/visitor.ts';

const minutes = 60_000;

describe.each(targets)('a sign-in in trouble at the $name', (target) => {
  const on = stage(target);

  test('fault 11: a clock that is a minute off is tolerated, in both directions', async () => {
    for (const off of [-55_000, 55_000]) {
      await on.app.moveClock(off);
      expect((await new Visitor(on.app, on.provider).signIn()).status).toBe(200);
    }
  });

  test('fault 11: a clock that is ten minutes off is refused, and the page speaks of clocks', async () => {
    const soonOver = Math.floor(Date.now() / 1000) + 300;
    on.provider.forge = { claims: (claims) => ({ ...claims, exp: soonOver }) };
    for (const off of [-10 * minutes, 10 * minutes]) {
      await on.app.moveClock(off);
      const visitor = new Visitor(on.app, on.provider);
      const page = await visitor.signIn();
      await visitor.expectRefused(page);
      expect(page.text).toContain('clock');
    }
  });

  test('fault 12: a restart in the middle of a sign-in does not disturb it', async () => {
    const before = await target.start(on.provider);
    const there = new Visitor(before, on.provider);
    const answer = on.provider.answerTo((await there.startSignIn()).url);
    await before.stop();
    const after = await target.start(on.provider);
    const back = new Visitor(after, on.provider);
    there.copyCookiesTo(back);
    expect((await back.finishSignIn(answer)).status).toBe(200);
    expect(await back.isSignedIn()).toBe(true);
    await after.stop();
  });

  test('fault 13: a sign-in that was begun before the secret was changed can be finished', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    const secrets = `a-newer-secret-that-is-long-enough, a-secret-of-the-test-that-is-long-enough`;
    const changed = await target.start(on.provider, { environment: { SESSION_SECRET: secrets } });
    const back = new Visitor(changed, on.provider);
    on.visitor.copyCookiesTo(back);
    expect((await back.finishSignIn(answer)).status).toBe(200);
    expect(await back.isSignedIn()).toBe(true);
    await changed.stop();
  });

  test('fault 20: a double-click and a reload of the response result in one session and no error', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    await Promise.all([on.visitor.finishSignIn(answer), on.visitor.finishSignIn(answer)]);
    expect(on.provider.askedFor('/token')).toHaveLength(1);
    expect((await on.visitor.finishSignIn(answer)).status).toBe(200);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test('fault 22: a browser without cookies gets an explanation, and no loop', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    on.visitor.browser.clearCookies();
    const page = await on.visitor.finishSignIn(answer);
    await on.visitor.expectRefused(page);
    expect(page.text).toContain('cookies');
    expect(page.visited).toHaveLength(1);
  });

  test('fault 23: claims of any size leave a cookie that every browser keeps', async () => {
    const groups = Array.from({ length: 500 }, (_, number) => `group-${number}-of-many`);
    on.provider.forge = {
      claims: (claims) => ({ ...claims, groups, extension: 'x'.repeat(9_000) }),
    };
    expect((await on.visitor.signIn()).status).toBe(200);
    expect(on.visitor.sessionCookie?.length).toBe(87);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test('fault 6: an unreachable identity provider leads to a page that shows when to try again', async () => {
    const provider = await HostileProvider.start();
    const app = await target.start(provider);
    const visitor = new Visitor(app, provider);
    await provider.close();
    const page = await visitor.startSignIn();
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await visitor.open(app.homePath)).status).toBe(200);
    await app.stop();
  });
});
