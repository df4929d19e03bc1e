import { limitsOfVisitor, mostBytesOfValue, type ScopeLimits } from './scope-limits.ts';
import type { Store } from './store.ts';
import { valueTooBig } from './store-full.ts';

/**
 * The part of a store that belongs to one visitor, who neither sees nor fills the rest.
 * The limits are exact, also with several processes at one Redis, which counts as it writes.
 * @param scope without its colon; closing, `room`, and counts are matters of the whole store
 */
export function scopedStore(
  store: Store,
  scope: string,
  limits: ScopeLimits = limitsOfVisitor,
): Store {
  const own = `${scope}:`;
  const limitsOf = (key: string) => limits.of(key.slice(0, key.indexOf('/') + 1));
  const refuseTooBig = (value: unknown): void => {
    if (Buffer.byteLength(JSON.stringify(value)) > mostBytesOfValue) {
      throw valueTooBig(mostBytesOfValue);
    }
  };
  return {
    get: (key) => store.get(own + key),
    set: async (key, value, secondsToLive, line) => {
      refuseTooBig(value);
      const ownLine = line && { name: own + line.name, most: line.most };
      await store.set(own + key, value, secondsToLive, ownLine, limitsOf(key));
    },
    add: async (key, value) => {
      refuseTooBig(value);
      return store.add(own + key, value, limitsOf(key));
    },
    delete: (key) => store.delete(own + key),
    list: async (prefix) =>
      (await store.list(own + prefix)).map(([key, value]) => [key.slice(own.length), value]),
    clear: (inner) => store.clear(own + inner),
    room: () => store.room(),
    count: (...what) => store.count(...what),
    close: async () => {},
  };
}
