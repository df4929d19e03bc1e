import type { Limits } from './store.ts';

/** There is no room for a value. Its message is one sentence for the person whose value it is. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
  /** What is full: a limit of one visitor, or the store that all share. */
  readonly what: 'limit' | 'store';

  constructor(message: string, what: 'limit' | 'store', options?: ErrorOptions) {
    super(message, options);
    this.what = what;
  }
}

export type Reason = 'family' | 'scope' | 'bytes';

/** What the families of entries that stay are called on pages. */
const kinds: Readonly<Record<string, string>> = {
  user: 'users',
  registration: 'app registrations',
  deleted: 'deleted app registrations',
  group: 'groups',
  consent: 'consents',
  fault: 'faults switched on',
  'service-principal': 'service principals',
  setting: 'settings',
};

const inWords = (count: number): string => count.toLocaleString('en-US');

/** @param family of the key, with its scope */
export function limitReached(reason: Reason, family: string, { staying }: Limits): StoreFull {
  const kind = kinds[family.replace(/^.*:|\/$/g, '')] ?? 'entries of this kind';
  const what = {
    family: `${inWords(staying.ofFamily)} ${kind}`,
    scope: `${inWords(staying.inAll)} entries in all`,
    bytes: `${inWords(staying.bytesInAll)} bytes in all`,
  }[reason];
  return new StoreFull(
    `Your practice tenants can keep at most ${what}: remove one that you no longer need, or reset the tenant.`,
    'limit',
  );
}

export const valueTooBig = (most: number): StoreFull =>
  new StoreFull(
    `Your practice tenants can keep at most ${inWords(most)} bytes in one entry: make it smaller.`,
    'limit',
  );

export const noRoomLeft = (cause?: unknown): StoreFull =>
  new StoreFull(
    'The practice tenant has no room left to keep this: try again in an hour, when unused tenants have been removed.',
    'store',
    { cause },
  );
