import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Line, Store } from '../store/store.ts';

const entry = z.object({
  /** ISO 8601. */
  time: z.string(),
  endpoint: z.string(),
  clientId: z.string().optional(),
  /** Object ID. */
  user: z.string().optional(),
  /** Interrupted: a page was shown, and another entry follows once the user has responded. */
  outcome: z.enum(['success', 'failure', 'interrupted']),
  code: z.string().optional(),
  text: z.string().optional(),
  /** What the real log wouldn't show; never a secret. */
  comparison: z
    .object({ name: z.string(), sent: z.string().optional(), registered: z.array(z.string()) })
    .optional(),
  correlationId: z.string().optional(),
  userFlow: z.string().optional(),
  /** Seconds that the tenant's clock was ahead of this machine's, if it had been moved. */
  clockOffset: z.int().optional(),
  /** What an authorization request asked for besides, such as `ui_locales`, by parameter. */
  asked: z.record(z.string(), z.string()).optional(),
});

export type SignInEntry = z.infer<typeof entry>;

/** Each request of a tenant with its outcome, like the sign-in logs of the admin center. No secret enters it. */
export interface SignInLog {
  add(entry: Omit<SignInEntry, 'time' | 'clockOffset'>): Promise<void>;
  /** The newest first. */
  newest(count: number): Promise<SignInEntry[]>;
}

const aWeek = 7 * 86_400;
const mostEntries = 2_000;
/**
 * Each visitor of a hosted practice tenant has one of their own in every tenant. Anyone who knows an ID can
 * send requests that fail; these push out only one another.
 */
export const mostHostedEntries = { others: 200, failures: 100 };

export function openSignInLog(
  tenant: string,
  store: Store,
  clock: TenantClock,
  most: number | typeof mostHostedEntries = mostEntries,
): SignInLog {
  const prefix = `log/${tenant}/`;
  // Without a limit of its own, a busy app's entries would push out the sign-ins of others.
  const lineOf = ({ outcome }: Pick<SignInEntry, 'outcome'>): Line => {
    if (typeof most === 'number') return { name: prefix, most };
    return outcome === 'failure'
      ? { name: `${prefix}failures`, most: most.failures }
      : { name: prefix, most: most.others };
  };
  let last = 0;
  return {
    add: async (details) => {
      // Two entries of one millisecond keep their order.
      last = Math.max(Date.now(), last + 1);
      // The order is that of this machine's time: moving the tenant's clock doesn't change it.
      const key = `${prefix}${last}-${randomUUID().slice(0, 8)}`;
      const clockOffset = clock.offset();
      const time = new Date(last + clockOffset * 1000).toISOString();
      const moved = clockOffset === 0 ? {} : { clockOffset };
      await store.set(key, { ...details, time, ...moved }, aWeek, lineOf(details));
    },
    newest: async (count) =>
      (await store.list(prefix))
        .toSorted(([a], [b]) => b.localeCompare(a))
        .slice(0, count)
        .flatMap(([, value]) => entry.safeParse(value).data ?? []),
  };
}
