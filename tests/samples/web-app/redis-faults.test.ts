import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RedisProcess, startRedis } from '../../faults/redis-process.ts';
import { expressTarget } from '../../hostile-provider/express-target.ts';
import { HostileProvider } from '../../hostile-provider/provider.ts';
import type { RunningTarget } from '../../hostile-provider/target.ts';
import { Visitor } from '../../hostile-provider/visitor.ts';

let provider: HostileProvider;
let redis: RedisProcess;
let apps: RunningTarget[];

beforeAll(async () => {
  provider = await HostileProvider.start();
  redis = await startRedis();
  const behindOneAddress = {
    publicOrigin: 'https://app.example',
    environment: { REDIS_URL: redis.url },
  };
  const first = await expressTarget.start(provider, behindOneAddress);
  const second = await expressTarget.start(provider, behindOneAddress);
  apps = [first, second];
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

describe('two instances over one Redis', () => {
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
    const visitor = new Visitor(instance(0), provider);
    await visitor.signIn();
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
});

describe('a Redis in trouble', () => {
  test('fault 2: killed during a sign-in, one clear page; restarted, the next sign-in works', async () => {
    const visitor = new Visitor(instance(0), provider);
    const answer = provider.answerTo((await visitor.startSignIn()).url);
    await redis.kill();
    const page = await visitor.finishSignIn(answer);
    expect(page.status).toBe(503);
    expect(page.text).toContain('not available right now');
    expect(visitor.sessionCookie).toBeUndefined();
    expect(provider.askedFor('/token')).toEqual([]);
    await redis.restart();
    await expect
      .poll(async () => (await new Visitor(instance(0), provider).signIn()).status, {
        timeout: 20_000,
      })
      .toBe(200);
  });

  test('faults 3 and 4: frozen, a request ends with a page, and the session is there afterwards', async () => {
    const visitor = new Visitor(instance(0), provider);
    await expect.poll(async () => (await visitor.signIn()).status, { timeout: 20_000 }).toBe(200);
    redis.freeze();
    const page = await visitor.callApi();
    redis.thaw();
    expect(page.status).toBe(503);
    expect(visitor.sessionCookie).toBeDefined();
    await expect.poll(() => visitor.isSignedIn(), { timeout: 20_000 }).toBe(true);
  });

  test('fault 1: down at start, the app starts and says what is not available', async () => {
    const app = await expressTarget.start(provider, {
      environment: { REDIS_URL: 'redis://127.0.0.1:1' },
    });
    const visitor = new Visitor(app, provider);
    expect((await visitor.open('/')).status).toBe(200);
    expect((await visitor.signIn()).status).toBe(503);
    await app.stop();
  });
});
