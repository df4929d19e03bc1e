import { randomBytes } from 'node:crypto';
import { type TenantSetId, tenantSetId } from '../directory/tenant-set.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { asText, hashOf, newSetKey, type SetCredential } from './set-keys.ts';

/**
 * Which browsers are a set's visitor's own. Nobody else's may sign in there: the seeded passwords are public,
 * and the ID of a set is in every address and token.
 */
export interface Browsers {
  /** What the site sends its visitor with, to be let in. */
  ticket(set: TenantSetId): Promise<string>;
  /** @returns the set that the ticket is for; undefined for one that was used, is too old, or never was */
  redeem(ticket: string): Promise<TenantSetId | undefined>;
  /** @returns the value of the browser's cookie */
  admit(set: TenantSetId): Promise<string>;
  isAdmitted(browser: SetCredential): Promise<boolean>;
}

const ticketSeconds = 60;
const thirtyDays = 30 * 86_400;

export function openBrowsers(store: Store): Browsers {
  const ticketName = (ticket: string) => `ticket/${hashOf(ticket)}`;
  const spentName = (ticket: string) => `spent-ticket/${hashOf(ticket)}`;
  const browserName = (key: string) => `browser/${hashOf(key)}`;
  return {
    ticket: async (set) => {
      const ticket = newSetKey();
      await store.set(ticketName(ticket), set, ticketSeconds);
      return ticket;
    },
    redeem: async (ticket) => {
      const set = tenantSetId.safeParse(await store.get(ticketName(ticket))).data;
      if (set === undefined) return undefined;
      // Of two that redeem it at the same moment, one is the first.
      const mine = randomBytes(16).toString('hex');
      const first = await store.add(spentName(ticket), mine);
      await store.set(spentName(ticket), first, 2 * ticketSeconds);
      await store.delete(ticketName(ticket));
      return first === mine ? set : undefined;
    },
    admit: async (set) => {
      const key = newSetKey();
      await scopedStore(store, set).set(browserName(key), true, thirtyDays);
      return asText({ set, key });
    },
    isAdmitted: async ({ set, key }) =>
      (await scopedStore(store, set).get(browserName(key))) === true,
  };
}
