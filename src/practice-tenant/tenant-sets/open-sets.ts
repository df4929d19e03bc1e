import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TenantSetId } from '../directory/tenant-set.ts';
import { sendFailure } from '../http/failed.ts';
import { inOneReading } from '../store/one-reading.ts';
import type { SetRecord } from './kept-sets.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A set that was found in the store. */
export interface KnownSet {
  set: TenantSetId;
  known: SetRecord;
}

/** The sets that this process has open, from their first request on. */
export interface OpenSets {
  answer(open: KnownSet, request: IncomingMessage, response: ServerResponse): void;
  /** One that has ended. */
  forget(set: TenantSetId): void;
}

/**
 * @param most how many stay open; those used longest ago are closed first, and opened again when needed
 * @param open reads what a set needs from the store
 */
export function openSets(
  most: number,
  open: (set: TenantSetId, known: SetRecord) => Promise<{ answer: Handler }>,
  report: (problem: string, cause: unknown) => void,
): OpenSets {
  const opened = new Map<TenantSetId, Promise<{ answer: Handler }>>();
  return {
    answer: ({ set, known }, request, response) => {
      const tenants = opened.get(set) ?? open(set, known);
      // The order of the map is that of the last use.
      opened.delete(set);
      opened.set(set, tenants);
      for (const oldest of opened.keys()) {
        if (opened.size <= most) break;
        opened.delete(oldest);
      }
      tenants.then(
        ({ answer }) => inOneReading(() => answer(request, response)),
        (error: unknown) => {
          opened.delete(set);
          report('Practice tenants of a visitor can’t be opened:', error);
          sendFailure(request, response, error);
        },
      );
    },
    forget: (set) => {
      opened.delete(set);
    },
  };
}
