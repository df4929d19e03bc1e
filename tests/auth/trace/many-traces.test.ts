import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createClient } from '@redis/client';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startRedis } from '../../faults/redis-process.ts';

const worst = fileURLToPath(new URL('./worst-traces.ts', import.meta.url));
const report = z.object({ traces: z.number(), bytes: z.number(), largest: z.number() });
const most = 200 * 1_000_000;

/** Runs the program that keeps 10,000 of the largest traces; resolves to what it reports. */
async function keepWorst(...args: string[]): Promise<unknown> {
  const child = fork(worst, args, { execArgv: ['--expose-gc'], serialization: 'json' });
  onTestFinished(() => void child.kill());
  const [said] = await once(child, 'message');
  return said;
}

test('10,000 traces of the worst kind stay below 200 MB of this process’s memory', async () => {
  const { traces, bytes, largest } = report.parse(await keepWorst());
  expect(traces).toBe(10_000);
  expect(largest).toBeLessThanOrEqual(16_000);
  // Otherwise they weren't of the worst kind.
  expect(bytes).toBeGreaterThan(130 * 1_000_000);
  expect(bytes).toBeLessThan(most);
});

test('10,000 traces of the worst kind stay below 200 MB in Redis', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  await keepWorst(redis.url);
  const client = await createClient({ url: redis.url }).connect();
  const info = await client.info('memory');
  expect(await client.dbSize()).toBe(10_000);
  client.destroy();
  const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1]);
  expect(used).toBeGreaterThan(130 * 1_000_000);
  expect(used).toBeLessThan(most);
});
