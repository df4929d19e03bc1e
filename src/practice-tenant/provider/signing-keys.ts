import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { keptKey, type SigningKey } from './signing-key.ts';

const aDay = 86_400_000;
const rotation = z.object({
  current: z.int(),
  /** Replaced keys, each with the end of its publication in milliseconds since 1970. */
  replaced: z.array(z.object({ key: z.int(), until: z.number() })),
});
const atFirst: z.infer<typeof rotation> = { current: 1, replaced: [] };

/** A tenant's keys, which replace each other as the real service's do. */
export interface SigningKeys {
  /** The one that signs now, whichever instance replaced the one before. */
  current(): Promise<SigningKey>;
  /** What verifies: the current key, the next one, and the replaced ones of the last day. */
  published(): Promise<readonly SigningKey[]>;
  /**
   * The next key signs from now on. The replaced one stays published for a day, longer than any token
   * lives. Two rotations at the same moment, by two instances, are one.
   */
  rotate(): Promise<void>;
}

/**
 * Keys are numbered, so that instances that share the store agree on each. The next one exists before it
 * signs: apps that keep the published keys for a while have it already.
 * @param owner the tenant type, or `social`
 * @param now milliseconds since 1970
 */
export function openSigningKeys(
  store: Store,
  owner: string,
  now: () => number = () => Date.now(),
): SigningKeys {
  const name = `key/${owner}/rotation`;
  const nameOf = (key: number) => `key/${owner}/signing/${key}`;
  const opened = new Map<number, Promise<SigningKey>>();
  const open = (number: number): Promise<SigningKey> => {
    const found = opened.get(number) ?? keptKey(store, nameOf(number), now());
    opened.set(number, found);
    // The store may be down for a moment; the next request tries again.
    found.catch(() => opened.delete(number));
    return found;
  };
  const state = async () => rotation.parse((await store.get(name)) ?? atFirst);
  return {
    current: async () => open((await state()).current),
    published: async () => {
      const { current, replaced } = await state();
      const old = replaced.filter(({ until }) => now() < until).map(({ key }) => key);
      return Promise.all([current, current + 1, ...old.toReversed()].map(open));
    },
    rotate: async () => {
      const { current, replaced } = await state();
      await open(current + 1);
      const isOver = ({ until }: { until: number }) => until <= now();
      await store.set(name, {
        current: current + 1,
        replaced: [
          ...replaced.filter((each) => !isOver(each)),
          { key: current, until: now() + aDay },
        ],
      });
      for (const { key } of replaced.filter(isOver)) {
        opened.delete(key);
        await store.delete(nameOf(key));
      }
    },
  };
}
