import * as z from 'zod/mini';
import type { TenantType } from '../scenarios/tenant-types.ts';
import { tenantTypes } from '../scenarios/tenant-types.ts';
import { fieldKeys, type TenantValues } from './fields.ts';
import { storageKey } from './storage-key.ts';

export const longestValue = 300;

const valueSchema = z
  .string()
  .check(z.minLength(1), z.maxLength(longestValue), z.regex(/^[^\s<>]+$/));

/** Strict: whatever this page didn't write isn't shown as the reader's. */
const storedSchema = z.strictObject({
  version: z.literal(1),
  tenants: z.partialRecord(z.enum(tenantTypes), z.partialRecord(z.enum(fieldKeys), valueSchema)),
});

export type YourValues = Readonly<Partial<Record<TenantType, TenantValues>>>;

/** Where the values are kept. A function, because a browser that blocks storage throws on mere access. */
export type Store = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Stored {
  values: YourValues;
  /** Why what is there isn't used, as a sentence. */
  ignored?: string;
}

/** Reads what the reader has entered; nothing, and why, if it can't be used. */
export function readValues(store: Store): Stored {
  let text: string | null;
  try {
    text = store().getItem(storageKey);
  } catch {
    return {
      values: {},
      ignored: 'Your browser blocks storage, so values last as long as this page.',
    };
  }
  if (text === null) return { values: {} };
  const found = parsed(text);
  const { success, data } = storedSchema.safeParse(found);
  if (success) return { values: data.tenants };
  const { data: other } = z.object({ version: z.number() }).safeParse(found);
  return {
    values: {},
    ignored:
      other !== undefined && other.version > 1
        ? 'A newer version of this site stored your values, so this page doesn’t use them. What you enter here replaces them.'
        : 'The values stored in this browser are damaged, so this page doesn’t use them. What you enter here replaces them.',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Stores the values; removes the key when there are none.
 * @returns whether the browser has stored them
 */
export function keepValues(store: Store, values: YourValues): boolean {
  const tenants = Object.fromEntries(
    Object.entries(values).filter(([, own]) => Object.keys(own).length > 0),
  );
  try {
    if (Object.keys(tenants).length === 0) store().removeItem(storageKey);
    else store().setItem(storageKey, JSON.stringify({ version: 1, tenants }));
    return true;
  } catch {
    return false;
  }
}
