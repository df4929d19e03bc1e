import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../e2e/free-ports.ts';
import { HostileProvider } from '../hostile-provider/provider.ts';
import { siteTarget } from '../hostile-provider/site-target.ts';
import type { RunningTarget } from '../hostile-provider/target.ts';
import { Visitor } from '../hostile-provider/visitor.ts';
import { type RedisProcess, startRedis } from './redis-process.ts';

const Line = z.object({
  time: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  message: z.string(),
  request: z.string().optional(),
});

let provider: HostileProvider;
let redis: RedisProcess;
let metricsPort: number;
let app: RunningTarget;

beforeAll(async () => {
  provider = await HostileProvider.start();
  redis = await startRedis();
  metricsPort = await freePort();
  app = await siteTarget.start(provider, {
    environment: {
      REDIS_URL: redis.url,
      METRICS_PORT: String(metricsPort),
      LOG_FORMAT: 'json',
      LOG_REQUESTS: 'on',
      STOP_DELAY_SECONDS: '2',
    },
  });
});
afterAll(async () => {
  await app?.stop();
  await redis?.stop();
  await provider?.close();
});

const metrics = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

/** As a proxy asks: by IP address, on a connection of its own. */
function readiness(): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { path: '/readyz', headers: { host: '10.0.0.1:80' }, agent: false };
    request(`${app.origin}/readyz`, options, async (response) => {
      resolve({ status: response.statusCode, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });
}

const readyAgain = () =>
  expect.poll(async () => (await readiness()).status, { timeout: 20_000 }).toBe(200);

describe('Redis stopped and started again', () => {
  test('each kind of page says so or goes on, and everything works again without anyone doing anything', async () => {
    const visitor = new Visitor(app, provider);
    await readyAgain();
    expect((await visitor.signIn()).status).toBe(200);
    await redis.kill();

    expect(await readiness()).toEqual({
      status: 503,
      body: '{"status":"not ready","practiceTenant":"off","redis":"down"}\n',
    });
    const demo = await visitor.open(app.homePath);
    expect(demo.status).toBe(503);
    expect(demo.text).toMatch(/available right now/);
    expect(demo.text).toContain('<footer class="site-footer');
    const stranger = new Visitor(app, provider);
    expect((await stranger.open(app.homePath)).status).toBe(200);
    expect((await stranger.open('/tutorials/')).status).toBe(200);
    const signIn = await stranger.signIn();
    expect(signIn.status).toBe(503);
    expect(signIn.text).toMatch(/available right now/);
    expect(await metrics()).toMatch(/^signin_lab_store_up 0$/m);
    expect(await metrics()).not.toContain('signin_lab_store_keys ');

    await redis.restart();
    await readyAgain();
    await expect.poll(async () => (await visitor.signIn()).status, { timeout: 20_000 }).toBe(200);
    await expect
      .poll(metrics, { timeout: 20_000 })
      .toMatch(/^signin_lab_store_keys [1-9]\d*\n(?:.*\n)*signin_lab_store_bytes [1-9]\d{4,}$/m);
    expect(await metrics()).toMatch(/^signin_lab_store_up 1$/m);
  });
});

test('a sign-in is counted when it starts, when it is complete, and when it fails', async () => {
  const count = async (labels: string): Promise<number> => {
    const name = `signin_lab_sign_ins_total{${labels}} `;
    const line = (await metrics()).split('\n').find((each) => each.startsWith(name));
    return Number(line?.slice(name.length) ?? 0);
  };
  const started = await count('outcome="started",reason="none"');
  const completed = await count('outcome="completed",reason="none"');
  const failed = await count('outcome="failed",reason="visitor"');
  const visitor = new Visitor(app, provider);
  expect((await visitor.signIn()).status).toBe(200);
  const stranger = new Visitor(app, provider);
  const answer = provider.answerTo((await stranger.startSignIn()).url);
  await new Visitor(app, provider).finishSignIn(answer);
  expect(await count('outcome="started",reason="none"')).toBe(started + 2);
  expect(await count('outcome="completed",reason="none"')).toBe(completed + 1);
  expect(await count('outcome="failed",reason="visitor"')).toBe(failed + 1);
});

test('metrics and log hold no address, no code, no cookie, and no name of a visitor', async () => {
  const visitor = new Visitor(app, provider);
  const answer = provider.answerTo((await visitor.startSignIn()).url);
  await visitor.finishSignIn(answer);
  const lines = app.output().trim().split('\n');
  for (const line of lines) expect(Line.safeParse(JSON.parse(line)).success).toBe(true);
  const requests = lines.filter((line) => line.includes('"event":"request"'));
  expect(requests.length).toBeGreaterThan(5);
  expect(requests.every((line) => Line.parse(JSON.parse(line)).request !== undefined)).toBe(true);

  const said = app.output() + (await metrics());
  const personal = [
    answer.searchParams.get('code'),
    answer.searchParams.get('state'),
    visitor.sessionCookie,
    '127.0.0.1"',
    '::1',
    'session=',
  ];
  for (const value of personal) {
    expect(value).toBeTruthy();
    expect(said).not.toContain(value);
  }
});

test('asked to end, it is not ready first, serves on, and then ends', async () => {
  const before = app.output().length;
  const ended = app.stop();
  await expect
    .poll(async () => (await readiness()).body, { timeout: 5_000 })
    .toBe('{"status":"stopping"}\n');
  expect((await new Visitor(app, provider).open('/tutorials/')).status).toBe(200);
  expect(await metrics()).toContain('signin_lab_build_info');
  await ended;
  await expect(readiness()).rejects.toThrow();
  expect(app.output().slice(before)).not.toContain('"level":"error"');
});
