import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type TenantSetId, tenantSetId } from '../directory/tenant-set.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { asText, hashOf, newSetKey, type SetCredential } from './set-keys.ts';

/**
 * Which browsers are a set's visitor's own. Nobody else's may sign in there: the seeded passwords are public,
 * and the ID of a set is in every address and token.
 */
export interface Browsers {
  /**
   * What the site sends its visitor with, to be let in.
   * @param asking the hash of what the browser that asks was given, as it's in the address
   */
  ticket(set: TenantSetId, asking: string): Promise<string>;
  /**
   * @param asking what the browser was given; with another's ticket it gets nowhere, or else anyone could
   * put a visitor's browser into tenants of their own
   * @returns the set that the ticket is for; undefined for one that was used, is too old, or never was
   */
  redeem(ticket: string, asking: string | undefined): Promise<TenantSetId | undefined>;
  /** @returns the value of the browser's cookie */
  admit(set: TenantSetId): Promise<string>;
  isAdmitted(browser: SetCredential): Promise<boolean>;
}

const issued = z.object({ set: tenantSetId, asking: z.string() });
const ticketSeconds = 60;
/** Of one set: a visitor who asks without end fills no store. */
const mostTickets = 20;
const thirtyDays = 30 * 86_400;

export function openBrowsers(store: Store): Browsers {
  const ticketName = (ticket: string) => `ticket/${hashOf(ticket)}`;
  const spentName = (ticket: string) => `spent-ticket/${hashOf(ticket)}`;
  const browserName = (key: string) => `browser/${hashOf(key)}`;
  return {
    ticket: async (set, asking) => {
      const ticket = newSetKey();
      const line = { name: `ticket/${set}`, most: mostTickets };
      await store.set(ticketName(ticket), { set, asking }, ticketSeconds, line);
      return ticket;
    },
    redeem: async (ticket, asking) => {
      const found = issued.safeParse(await store.get(ticketName(ticket))).data;
      if (found === undefined || asking === undefined) return undefined;
      if (found.asking !== hashOf(asking)) return undefined;
      // Of two that redeem it at the same moment, one is the first.
      const mine = randomBytes(16).toString('hex');
      const first = await store.add(spentName(ticket), mine);
      await store.set(spentName(ticket), first, 2 * ticketSeconds);
      await store.delete(ticketName(ticket));
      return first === mine ? found.set : undefined;
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
