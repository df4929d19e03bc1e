import { AsyncLocalStorage } from 'node:async_hooks';
import { familyOf } from './key-parts.ts';
import type { Store } from './store.ts';

type Reading = Map<string, Promise<unknown>>;

/** Of one request, what it has read: by key, or for a family that is read at once, by its name. */
const readings = new AsyncLocalStorage<Reading>();

/** What's within is one request: it sees what seldom changes as it was when it first asked. */
export const inOneReading = <Result>(work: () => Result): Result => readings.run(new Map(), work);

/** Asked for again and again by the parts of one request, and changed on the desk. */
const readOnce = new Set(['registration/', 'user/', 'key/', 'setting/', 'clock/']);
/** Most are absent, and a request asks for dozens. */
const readAtOnce = new Set(['fault/']);

/**
 * The same store with fewer questions to it: within a request, each entry of these families is read once.
 * Everything else, above all codes and sessions, is read whenever it's asked for. A change is seen at once
 * by the request that makes it.
 */
export function readOncePerRequest(store: Store): Store {
  const forget = (key: string) => {
    readings.getStore()?.delete(key);
    readings.getStore()?.delete(familyOf(key));
  };
  return {
    ...store,
    get: async (key) => {
      const reading = readings.getStore();
      const family = familyOf(key);
      if (reading === undefined) return store.get(key);
      if (readAtOnce.has(family)) {
        const all = await kept(reading, family, async () => new Map(await store.list(family)));
        return all instanceof Map ? all.get(key) : undefined;
      }
      return readOnce.has(family) ? kept(reading, key, () => store.get(key)) : store.get(key);
    },
    set: async (key, ...rest) => {
      await store.set(key, ...rest).finally(() => forget(key));
    },
    add: (key, ...rest) => store.add(key, ...rest).finally(() => forget(key)),
    delete: (key) => store.delete(key).finally(() => forget(key)),
    clear: (scope) => store.clear(scope).finally(() => readings.getStore()?.clear()),
  };
}

function kept(reading: Reading, name: string, read: () => Promise<unknown>): Promise<unknown> {
  const known = reading.get(name) ?? read();
  reading.set(name, known);
  return known;
}
