import type { TenantSetEvent } from '../configuration/configuration.ts';
import type { TenantSetId } from '../directory/tenant-set.ts';
import type { AddressNames } from '../hosted/address-names.ts';
import { networkOf } from '../hosted/client-address.ts';
import type { Store } from '../store/store.ts';
import { StoreFull } from '../store/store-full.ts';
import type { Browsers } from './browsers.ts';
import type { KeptSets } from './kept-sets.ts';
import { fullSentence, tooManySentence } from './refusals.ts';
import { asText, clientSecretOf, credentialFrom, deskKeyOf, isKey } from './set-keys.ts';

/** A visitor's set, as its visitor knows it. */
export interface OwnTenantSet {
  id: TenantSetId;
  /** What proves whose it is: the value of the visitor's cookie. */
  cookie: string;
  /** What the secrets of its seeded apps end in. */
  clientSecret: string;
  /** What opens its desk and its admin API, but can't end it. */
  deskKey: string;
  /** When it ends unless it's used before; milliseconds since 1970. */
  ends: number;
}

/** How visitors of a hosted practice tenant get sets of tenants. */
export interface TenantSets {
  /**
   * Makes a set.
   * @param address of the visitor's network, for the limit
   * @throws TenantSetRefused
   */
  create(address: string): Promise<OwnTenantSet>;
  /** The set that a cookie names, if it's still there. Being asked for counts as use. */
  find(cookie: string | undefined): Promise<OwnTenantSet | undefined>;
  /**
   * What the site sends its visitor with to the set's pages, which then let this browser in; works once,
   * within a minute.
   * @param asking what the address that the browser came with says of it
   */
  ticket(set: TenantSetId, asking: string): Promise<string>;
  /** Removes the set that a cookie names, and everything in it. */
  end(cookie: string): Promise<void>;
  /** How many there are, as of the last time that they were counted. */
  count(): number;
}

/** Why no set can be made now, in a sentence for the visitor. */
export class TenantSetRefused extends Error {
  override name = 'TenantSetRefused';
  readonly reason: 'address' | 'full';

  constructor(reason: 'address' | 'full', sentence: string) {
    super(sentence);
    this.reason = reason;
  }
}

export interface TenantSetLimits {
  /** Sets in all. */
  most: number;
  /** Sets that one address can make in an hour. */
  perAddress: number;
}

const anHour = 3_600_000;

export interface RunningTenantSets extends TenantSets {
  /** Ends those that nobody used for a while. */
  sweep(): Promise<readonly TenantSetId[]>;
}

export function tenantSets(
  store: Store,
  kept: KeptSets,
  browsers: Browsers,
  nameOf: AddressNames,
  { most, perAddress }: TenantSetLimits,
  observe: (event: TenantSetEvent) => void,
): RunningTenantSets {
  const refused = (reason: TenantSetRefused['reason'], sentence: string): TenantSetRefused => {
    observe('refused');
    return new TenantSetRefused(reason, sentence);
  };
  /** As of the last time that they were counted; the limit needs no number, because the store keeps it. */
  let counted = 0;
  const inAnHour = { most: perAddress, milliseconds: anHour };
  const addIfRoom = async () => {
    if ((await store.room()) === 'full') throw refused('full', fullSentence);
    try {
      return await kept.add(most);
    } catch (error) {
      throw error instanceof StoreFull ? refused('full', fullSentence) : error;
    }
  };
  const own = (set: TenantSetId, key: string, ends: number): OwnTenantSet => ({
    id: set,
    cookie: asText({ set, key }),
    clientSecret: clientSecretOf(key),
    deskKey: asText({ set, key: deskKeyOf(key) }),
    ends,
  });
  return {
    create: async (from) => {
      const name = nameOf(networkOf(from), 'sets');
      // Counted before anything else is waited for: others may ask at the same moment.
      const { isWithin, left } = await store.count(name, 1, inAnHour);
      if (!isWithin) throw refused('address', tooManySentence(perAddress, left));
      const { set, key } = await addIfRoom().catch((error: unknown) => {
        // Nobody waits for it: if the store is down, they've waited enough.
        store.count(name, -1, inAnHour).catch(() => {});
        throw error;
      });
      counted += 1;
      observe('made');
      const known = await kept.read(set);
      if (known === undefined) throw new Error('A new set isn’t in the store.');
      return own(set, key, kept.endOf(known));
    },
    find: async (cookie) => {
      const credential = credentialFrom(cookie);
      if (credential === undefined) return undefined;
      const { set, key } = credential;
      const known = await kept.read(set);
      if (known === undefined || !isKey(key, known.keyHash)) return undefined;
      const used = await kept.use(set, known);
      return own(set, key, kept.endOf(used));
    },
    end: async (cookie) => {
      const credential = credentialFrom(cookie);
      if (credential === undefined) return;
      const known = await kept.read(credential.set);
      if (known === undefined || !isKey(credential.key, known.keyHash)) return;
      await kept.end(credential.set);
      // Another instance may have made it since the last count.
      counted = Math.max(0, counted - 1);
      observe('ended');
    },
    ticket: browsers.ticket,
    count: () => counted,
    sweep: async () => {
      const { left, ended } = await kept.sweep();
      counted = left;
      for (const _ of ended) observe('expired');
      return ended;
    },
  };
}
