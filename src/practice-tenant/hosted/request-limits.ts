import type { IncomingMessage } from 'node:http';
import type { TenantSetId } from '../directory/tenant-set.ts';
import type { Store } from '../store/store.ts';
import type { AddressNames } from './address-names.ts';
import { clientAddress } from './client-address.ts';

/** How much one address may do in a minute. A class behind one address is meant to fit. */
const perMinute = {
  requests: { most: 600, words: '600 sign-in requests' },
  tokens: { most: 600, words: '600 token requests' },
  passwords: { most: 60, words: '60 password attempts' },
  newPasswords: { most: 300, words: '300 new passwords' },
  adminWrites: { most: 600, words: '600 changes through the admin API' },
} as const;
export type LimitedKind = keyof typeof perMinute;

export class TooManyRequests extends Error {
  /** Seconds to wait. */
  readonly seconds: number;

  constructor(kind: LimitedKind, seconds: number) {
    super(
      `This lab takes ${perMinute[kind].words} a minute from one address. Wait ${seconds} seconds, then try again.`,
    );
    this.seconds = seconds;
  }
}

export interface RequestLimits {
  /** @throws TooManyRequests */
  admit(kind: LimitedKind, request: IncomingMessage, amount?: number): Promise<void>;
  /** What the address of a request is called. */
  sender(request: IncomingMessage): string;
}

/** The limits of all sets of tenants. */
export interface SharedLimits extends RequestLimits {
  /** Counts token requests for each set: the site sends those of all its visitors from one address. */
  of(set: TenantSetId): RequestLimits;
}

const milliseconds = 60_000;

/**
 * Counts what each address does in the current minute.
 * @param store where all instances count
 * @param trustedProxies how many proxies in front write `X-Forwarded-For`
 */
export function requestLimits(
  store: Pick<Store, 'count'>,
  nameOf: AddressNames,
  trustedProxies: number,
): SharedLimits {
  const addressOf = (request: IncomingMessage) => clientAddress(request, trustedProxies);
  const admit = async (name: string, kind: LimitedKind, amount: number) => {
    const { most } = perMinute[kind];
    const { isWithin, left } = await store.count(name, amount, { most, milliseconds });
    if (!isWithin) throw new TooManyRequests(kind, Math.ceil(left / 1_000));
  };
  const sender = (request: IncomingMessage) => nameOf(addressOf(request));
  return {
    admit: (kind, request, amount = 1) => admit(nameOf(addressOf(request), kind), kind, amount),
    sender,
    of: (set) => ({
      admit: (kind, request, amount = 1) => {
        const of = kind === 'tokens' ? [kind, set] : [kind];
        return admit(nameOf(addressOf(request), ...of), kind, amount);
      },
      sender,
    }),
  };
}
