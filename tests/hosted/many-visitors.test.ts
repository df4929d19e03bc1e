import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRedis } from '../../scripts/test-tools.ts';
import { type RedisProcess, startRedis } from '../faults/redis-process.ts';
import { hostedBuild } from './hosted-build.ts';
import { hoursSinceNow } from './hours.ts';
import { type Instance, instance } from './instance.ts';
import { site } from './lab-origins.ts';
import { redisContents } from './redis-contents.ts';

const visitors = 10_000;
const atATime = 50;
const perAddress = 20;
const address = '203.0.113.9';

describe.skipIf(!findRedis())('ten thousand new visitors from one address', () => {
  let redis: RedisProcess;
  let lab: Instance;
  beforeAll(async () => {
    redis = await startRedis();
    lab = await instance({
      redisUrl: redis.url,
      // Only the first page of a visitor is asked for, past the proxy.
      proxyPort: 0,
      caFile: '',
      built: await hostedBuild(),
      environment: {
        PRACTICE_TENANT_SETS_PER_ADDRESS: String(perAddress),
        LOG_REQUESTS: 'off',
      },
    });
    await lab.start();
  });
  afterAll(async () => {
    await lab?.remove();
    await redis?.stop();
  });

  test('get no more practice tenants than the limit, a sentence, and no cookie', async () => {
    const hours = hoursSinceNow();
    const made: Answer[] = [];
    const sentences = new Set<string>();
    let left = visitors;
    const come = async () => {
      while (left > 0) {
        left -= 1;
        const answer = await make(lab, address);
        if (answer.status === 303) made.push(answer);
        else sentences.add(refusalOf(answer));
      }
    };
    await Promise.all(Array.from({ length: atATime }, come));
    expect(made.length).toBeGreaterThanOrEqual(perAddress);
    expect(made.length).toBeLessThanOrEqual(perAddress * hours());
    for (const { cookies } of made) expect(cookies.join()).toContain('__Host-lab.tenants=');
    // Some are refused by the limit of a minute, if this machine is fast enough to reach it.
    expect(sentences).toContain(
      `Visitors from your network have made ${perAddress} sets of practice tenants`,
    );
    // Nothing is kept of those who were refused.
    const keys = [...(await redisContents(redis.url)).keys()].join('\n');
    expect(keys.match(/(?<=^practice-tenant:)tenant-set\//gm), keys).toHaveLength(made.length);
    expect(keys.split('\n').length, keys).toBeLessThan(made.length + perAddress);

    const elsewhere = await make(lab, '198.51.100.1');
    expect(elsewhere.status, elsewhere.text).toBe(303);
    expect(elsewhere.cookies.join()).toContain('__Host-lab.tenants=');
  });
});

interface Answer {
  status: number;
  text: string;
  cookies: readonly string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: atATime });

/** The first action of a visitor whom the proxy sees at an address. */
async function make({ ports }: Instance, from: string): Promise<Answer> {
  const body = 'returnTo=/demo/';
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      host: new URL(site).host,
      origin: site,
      accept: 'text/html',
      'x-forwarded-for': from,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    };
    const to = { agent, host: '127.0.0.1', port: ports.site, path: '/practice-tenants/make' };
    request({ ...to, method: 'POST', headers })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
  return {
    status: response.statusCode ?? 0,
    text: await text(response),
    cookies: response.headers['set-cookie'] ?? [],
  };
}

/** The sentence that a refused visitor reads. */
function refusalOf({ status, text, cookies }: Answer): string {
  expect(cookies).toEqual([]);
  const [sentence] =
    /Visitors from your network have made \d+ sets of practice tenants|Wait a minute, go back, and select the button again\./.exec(
      text,
    ) ?? [];
  expect(sentence, text).toBeDefined();
  expect(status).toBe(sentence?.startsWith('Wait') ? 429 : 503);
  return sentence ?? '';
}
