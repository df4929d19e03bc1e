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

const nameOf = (owner: string, key: number) => `key/${owner}/signing/${key}`;

/** Numbered keys by their owner: each is made once, at its first use. */
export interface KeyRing {
  open(owner: string, number: number): Promise<SigningKey>;
  /** A key that has been replaced for longer than a token lives. */
  forget(owner: string, number: number): Promise<void>;
  /** How many keys an owner has, if the ring begins again after the last; without end otherwise. */
  size: number;
}

/** The keys of one practice tenant. @param now milliseconds since 1970 */
export function ownKeyRing(store: Store, now: () => number = () => Date.now()): KeyRing {
  const opened = new Map<string, Promise<SigningKey>>();
  return {
    size: Number.POSITIVE_INFINITY,
    open: (owner, number) => {
      const name = nameOf(owner, number);
      const found = opened.get(name) ?? keptKey(store, name, now());
      opened.set(name, found);
      // The store may be down for a moment; the next request tries again.
      found.catch(() => opened.delete(name));
      return found;
    },
    forget: async (owner, number) => {
      opened.delete(nameOf(owner, number));
      await store.delete(nameOf(owner, number));
    },
  };
}

const sharedRingSize = 6;

/**
 * The keys of many tenant sets, as all tenants of the real service have the same: a new set needs none made
 * for it, and a shared authority can publish every key. Each set goes round the ring on its own.
 */
export const sharedKeyRing = (store: Store): KeyRing => ({
  ...ownKeyRing(store),
  size: sharedRingSize,
  forget: async () => {},
});

/** Every key of a shared ring: which of them signs differs from set to set. */
export const allOf = (ring: KeyRing, owner: string): SigningKeys => {
  const numbers = Array.from({ length: ring.size }, (_, index) => index + 1);
  return {
    current: () => ring.open(owner, 1),
    published: () => Promise.all(numbers.map((number) => ring.open(owner, number))),
    rotate: async () => {},
  };
};

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
  ring: KeyRing = ownKeyRing(store, now),
): SigningKeys {
  const name = `key/${owner}/rotation`;
  const open = (number: number) => ring.open(owner, number);
  const after = (number: number) => (number % ring.size) + 1;
  const state = async () => rotation.parse((await store.get(name)) ?? atFirst);
  return {
    current: async () => open((await state()).current),
    published: async () => {
      const { current, replaced } = await state();
      const old = replaced.filter(({ until }) => now() < until).map(({ key }) => key);
      const numbers = [current, after(current), ...old.toReversed()];
      return Promise.all([...new Set(numbers)].map(open));
    },
    rotate: async () => {
      const { current, replaced } = await state();
      await open(after(current));
      const isOver = ({ until }: { until: number }) => until <= now();
      await store.set(name, {
        current: after(current),
        replaced: [
          ...replaced.filter((each) => !isOver(each)),
          { key: current, until: now() + aDay },
        ],
      });
      for (const { key } of replaced.filter(isOver)) await ring.forget(owner, key);
    },
  };
}
