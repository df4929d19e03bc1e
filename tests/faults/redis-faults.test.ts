import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HostileProvider } from '../hostile-provider/provider.ts';
import type { RunningTarget } from '../hostile-provider/target.ts';
import { targets } from '../hostile-provider/targets.ts';
import { Visitor } from '../hostile-provider/visitor.ts';
import { type RedisProcess, startRedis } from './redis-process.ts';

describe.each(targets)('a real Redis behind two instances of the $name', (target) => {
  let provider: HostileProvider;
  let redis: RedisProcess;
  let apps: RunningTarget[];

  beforeAll(async () => {
    provider = await HostileProvider.start();
    redis = await startRedis();
    const withRedis = { environment: { REDIS_URL: redis.url } };
    apps = [await target.start(provider, withRedis), await target.start(provider, withRedis)];
  });
  afterAll(async () => {
    for (const app of apps ?? []) await app.stop();
    await redis?.stop();
    await provider?.close();
  });
  beforeEach(() => provider.reset());

  const instance = (number: number): RunningTarget => {
    const app = apps[number % 2];
    if (app === undefined) throw new Error('not started');
    return app;
  };
  /** Signs in, as soon as the app has found its Redis again. */
  const signedIn = async (): Promise<Visitor> => {
    const visitor = new Visitor(instance(0), provider);
    await expect.poll(async () => (await visitor.signIn()).status, { timeout: 20_000 }).toBe(200);
    return visitor;
  };

  test('fault 14: every sign-in succeeds, whichever instance answers', async () => {
    for (let number = 0; number < 20; number += 1) {
      // Cookies do not care about ports, so one browser serves for both instances.
      const here = new Visitor(instance(number), provider);
      const stopped = await here.startSignIn();
      const there = new Visitor(instance(number + 1), provider);
      here.copyCookiesTo(there);
      expect((await there.finishSignIn(provider.answerTo(stopped.url))).status).toBe(200);
      there.copyCookiesTo(here);
      expect(await here.isSignedIn()).toBe(true);
    }
  });

  test('fault 16: parallel requests to both renew the tokens once', async () => {
    const visitor = await signedIn();
    const other = new Visitor(instance(1), provider);
    visitor.copyCookiesTo(other);
    const before = provider.askedFor('/token').length;
    const pages = await Promise.all([visitor, other, visitor, other].map((each) => each.callApi()));
    for (const { text } of pages) expect(text).toContain('hello');
    expect(provider.askedFor('/token').length - before).toBe(1);
  });

  test('F8 on two instances: an answer works once, on whichever instance', async () => {
    const here = new Visitor(instance(0), provider);
    const answer = provider.answerTo((await here.startSignIn()).url);
    const there = new Visitor(instance(1), provider);
    here.copyCookiesTo(there);
    await here.finishSignIn(answer);
    await there.expectRefused(await there.finishSignIn(answer));
    expect(provider.askedFor('/token')).toHaveLength(1);
  });

  test('fault 2: killed during a sign-in, one clear page; restarted, the next sign-in works', async () => {
    const visitor = new Visitor(instance(0), provider);
    const answer = provider.answerTo((await visitor.startSignIn()).url);
    await redis.kill();
    const page = await visitor.finishSignIn(answer);
    expect(page.status).toBe(503);
    expect(page.text).toContain('available right now');
    expect(visitor.sessionCookie).toBeUndefined();
    expect(provider.askedFor('/token')).toEqual([]);
    await redis.restart();
    await signedIn();
  });

  test('fault 3: killed during a call of the API, a page right away that offers to sign in; restarted, that works', async () => {
    const visitor = await signedIn();
    let killed = Number.POSITIVE_INFINITY;
    provider.forge = {
      // The app waits for renewed tokens, holds its lock in Redis, and means to keep them there.
      async idToken(claims, header) {
        await redis.kill();
        killed = performance.now();
        return provider.keys.sign(claims, header);
      },
    };
    const page = await visitor.callApi();
    // Nothing waits for a Redis that is gone.
    expect(performance.now() - killed).toBeLessThan(2_000);
    expect(page.status).toBe(503);
    expect(page.text).toContain('available right now');
    expect(page.text).not.toContain('hello');
    expect(page.forms.some(({ action }) => action === instance(0).signIn.path)).toBe(true);
    expect(provider.askedFor('/api')).toEqual([]);
    for (const number of [0, 1])
      expect(
        (await new Visitor(instance(number), provider).open(instance(number).homePath)).status,
      ).toBe(200);

    await redis.restart();
    provider.reset();
    await expect.poll(async () => (await visitor.signIn()).status, { timeout: 20_000 }).toBe(200);
    expect((await visitor.callApi()).text).toContain('hello');
  });

  test('fault 3: killed while the API answers, the process lives and the visitor gets a page', async () => {
    const visitor = await signedIn();
    await visitor.callApi();
    provider.forge = {
      async api(reply) {
        await redis.kill();
        return reply;
      },
    };
    const page = await visitor.callApi();
    expect([200, 503]).toContain(page.status);
    expect(page.text).toMatch(/<h1[^>]*>[^<]{8,}/);
    expect(page.forms.length).toBeGreaterThan(0);
    await redis.restart();
    await signedIn();
  });

  test('fault 4: frozen, a request gets an error page, and the session is still there later', async () => {
    const visitor = await signedIn();
    redis.freeze();
    const page = await visitor.callApi();
    redis.thaw();
    expect(page.status).toBe(503);
    expect(visitor.sessionCookie).toBeDefined();
    await expect.poll(() => visitor.isSignedIn(), { timeout: 20_000 }).toBe(true);
  });

  test('fault 4: frozen while it is waited for, a request still ends', async () => {
    const visitor = await signedIn();
    provider.forge = {
      // The app holds its lock by now, and means to keep the renewed tokens.
      async idToken(claims, header) {
        redis.freeze();
        return provider.keys.sign(claims, header);
      },
    };
    const page = await visitor.callApi();
    redis.thaw();
    provider.reset();
    expect(page.status).toBe(503);
    await signedIn();
  });

  test.skipIf(target.needsRedis !== true)(
    'down at start, it doesn’t start, and names the variable',
    async () => {
      const environment = { REDIS_URL: 'redis://127.0.0.1:1' };
      await expect(target.start(provider, { environment })).rejects.toThrow(
        /\bREDIS_URL names redis:\/\/127\.0\.0\.1:1, where Redis doesn’t respond/,
      );
    },
  );

  test.skipIf(target.needsRedis)(
    'fault 1: down at start, the app starts and says what is not available',
    async () => {
      const app = await target.start(provider, {
        environment: { REDIS_URL: 'redis://127.0.0.1:1' },
      });
      const visitor = new Visitor(app, provider);
      expect((await visitor.open(app.homePath)).status).toBe(200);
      expect((await visitor.signIn()).status).toBe(503);
      await app.stop();
    },
  );
});
