import type { Limits } from './store.ts';

/**
 * A value is read, parsed, and sent as a whole. The largest ones of a sign-in, sessions and
 * authorization requests with everything that an app may add, have a few thousand bytes.
 */
export const mostBytesOfValue = 64_000;

/** What one visitor may keep. */
export interface ScopeLimits {
  /** @param family such as `user/` */
  of(family: string): Limits;
}

/** Ten times what the longest exercise makes, over all tenants of the visitor together. */
const stayingOfFamily: Readonly<Record<string, number>> = {
  'user/': 100,
  'registration/': 60,
  'group/': 60,
  // Each user may consent to several apps.
  'consent/': 300,
  'fault/': 100,
  'service-principal/': 100,
};
const stayingOfOthers = 60;
/** Fewer than all families together: nobody fills each of them. */
const stayingInAll = 600;
/** A user or a registration has about a thousand bytes, and groups name their members. */
const stayingBytesInAll = 1_000_000;

/**
 * What expires makes room on its own. One sign-in leaves about ten `oidc/` records (sessions, codes,
 * grants, tokens), one or two lines of the log, and less of everything else.
 */
const passingOfFamily: Readonly<Record<string, Limits['passing']>> = {
  'oidc/': { most: 2_000, mostBytes: 2_000_000 },
  'log/': { most: 500, mostBytes: 500_000 },
};
/** At least two of the largest values. */
const passingOfOthers: Limits['passing'] = { most: 500, mostBytes: 200_000 };

/**
 * A deleted registration is kept for a while. It's saved before the registration is removed, so deleting
 * needs room of its own: otherwise nobody could make room once everything is full.
 */
const deleted: Limits['staying'] = {
  ofFamily: 200,
  inAll: stayingInAll + 100,
  bytesInAll: stayingBytesInAll + 200_000,
};

export const limitsOfVisitor: ScopeLimits = {
  of: (family) => ({
    staying:
      family === 'deleted/'
        ? deleted
        : {
            ofFamily: stayingOfFamily[family] ?? stayingOfOthers,
            inAll: stayingInAll,
            bytesInAll: stayingBytesInAll,
          },
    passing: passingOfFamily[family] ?? passingOfOthers,
  }),
};
