import { explainClaim } from '../auth/explanations/claims.ts';
import type { Claim } from '../auth/messages/message.ts';

/** A time claim as people write times, in UTC; undefined for any other claim. */
export function readableClaim({ name, value }: Claim): string | undefined {
  const seconds = Number(value ?? Number.NaN);
  if (!explainClaim(name).time || !Number.isSafeInteger(seconds)) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.valueOf())
    ? undefined
    : `${date.toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}
