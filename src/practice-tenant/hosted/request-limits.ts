import type { IncomingMessage } from 'node:http';
import type { TenantSetId } from '../directory/tenant-set.ts';
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
  admit(kind: LimitedKind, request: IncomingMessage, amount?: number): void;
}

/** The limits of all sets of tenants. */
export interface SharedLimits extends RequestLimits {
  /** Counts token requests for each set: the site sends those of all its visitors from one address. */
  of(set: TenantSetId): RequestLimits;
}

const minute = 60_000;
/** More addresses in one minute than this are an attack, and what's known of them is forgotten early. */
const mostAddresses = 100_000;

/**
 * Counts, in this process, what each address does in the current minute.
 * @param trustedProxies how many proxies in front write `X-Forwarded-For`
 */
export function requestLimits(trustedProxies: number, now: () => number = Date.now): SharedLimits {
  let current = 0;
  const counts = new Map<string, number>();
  const admit = (key: string, kind: LimitedKind, amount: number) => {
    const time = now();
    if (Math.floor(time / minute) !== current || counts.size > mostAddresses) {
      current = Math.floor(time / minute);
      counts.clear();
    }
    const count = (counts.get(key) ?? 0) + amount;
    if (count > perMinute[kind].most)
      throw new TooManyRequests(kind, Math.ceil(((current + 1) * minute - time) / 1_000));
    counts.set(key, count);
  };
  const keyOf = (kind: LimitedKind, request: IncomingMessage) =>
    `${kind} ${clientAddress(request, trustedProxies)}`;
  return {
    admit: (kind, request, amount = 1) => admit(keyOf(kind, request), kind, amount),
    of: (set) => ({
      admit: (kind, request, amount = 1) => {
        const key = keyOf(kind, request);
        admit(kind === 'tokens' ? `${key} ${set}` : key, kind, amount);
      },
    }),
  };
}
