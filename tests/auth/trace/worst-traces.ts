// A program of its own, so that its memory is the traces' and nothing else's: keeps 10,000 of the largest
// traces in memory, or in the Redis whose address it gets, and reports how many bytes that took.
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { memoryTokenStore, redisTokenStore } from '../../../samples/web-app/sign-in/index.ts';
import { Recorder } from '../../../src/auth/trace/recorder.ts';
import { type Store, TraceStore } from '../../../src/auth/trace/trace-store.ts';

const count = 10_000;
const [, , redisUrl] = process.argv;
const kept = redisUrl === undefined ? memoryTokenStore() : redisTokenStore(redisUrl);
const sizes: number[] = [];
const store: Store = {
  get: kept.get,
  delete: kept.delete,
  lock: kept.lock,
  set: (key, value, seconds) => {
    sizes.push(value.length);
    return kept.set(key, value, seconds);
  },
};
const traces = new TraceStore(store);

/** Nothing in it can be compressed, and every part is longer than what is kept of it. */
const random = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
const recorder = new Recorder();
for (let round = 0; round < 90; round += 1) {
  const url = new URL(`https://a.example/?scope=${random(8_000)}&${random(8_000)}=1`);
  recorder.add('callback', 'browser', 'app', { url, values: [['form', random(4_000), '']] });
}
const session = { id: random(43), user: { tenantId: random(36), objectId: random(36) } };
const endpoint = 'https://a.example/';
const outcome = {
  kind: 'api',
  endpoint,
  status: 200,
  body: recorder.clean(random(10_000)),
} as const;

const first = TraceStore.newKey();
const state = random(43);
await traces.append(first, { messages: recorder.cleanMessages(), outcome, session, state });
const { messages } = await traces.read(first, session);

/** The bytes in use when nothing more can be collected: what one collection finalizes, the next one frees. */
async function bytesInUse(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    globalThis.gc?.();
    await setImmediate();
    const { heapUsed, external } = process.memoryUsage();
    if (heapUsed + external >= least) return least;
    least = heapUsed + external;
  }
}

const before = await bytesInUse();
const left = Array.from({ length: count - 1 }, TraceStore.newKey).values();
const keep = async () => {
  for (const key of left) await traces.append(key, { messages, outcome, session, state });
};
await Promise.all(Array.from({ length: 50 }, keep));
const bytes = (await bytesInUse()) - before;
process.send?.({ traces: sizes.length, bytes, largest: Math.max(...sizes) });
await kept.close();
