// A program of its own, so that its memory is the traces' and nothing else's: keeps 10,000 of the largest
// traces in memory, or in the Redis whose address it gets, and reports how many bytes that took.
import { randomBytes } from 'node:crypto';
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
  const values = Array.from({ length: 60 }, () => ['form', random(4_000), random(2_000)] as const);
  const url = new URL(`https://a.example/?scope=${random(8_000)}&${random(8_000)}=1`);
  const said = { url, values };
  recorder.addBody(recorder.add('api-answer', 'api', 'app', said), random(10_000));
}
const session = { id: random(43), user: { issuer: random(100), subject: random(43) } };
const endpoint = 'https://a.example/';
const outcome = {
  kind: 'api',
  endpoint,
  status: 200,
  body: recorder.clean(random(10_000)),
} as const;

/** What is left of it, twice over: the next messages make it drop the oldest again. */
const first = TraceStore.newKey();
await traces.append(first, { messages: recorder.cleanMessages(), outcome, session });
const { messages } = await traces.read(first, session);
const additions = { messages: [...messages, ...messages], outcome, session, state: random(43) };

globalThis.gc?.();
const before = process.memoryUsage();
for (let number = 1; number < count; number += 1)
  await traces.append(TraceStore.newKey(), additions);
globalThis.gc?.();
const after = process.memoryUsage();
const bytes = after.heapUsed + after.external - before.heapUsed - before.external;
process.send?.({ traces: sizes.length, bytes, largest: Math.max(...sizes) });
await kept.close();
