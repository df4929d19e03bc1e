import type { Registration } from './model.ts';

/** What "Add groups claim" can ask for, by the names that `groupMembershipClaims` has in the manifest. */
export const groupKinds = ['SecurityGroup', 'DirectoryRole', 'All', 'ApplicationGroup'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** The kinds that an app asks for. */
export function groupKindsOf({ groupsClaim }: Pick<Registration, 'groupsClaim'>): GroupKind[] {
  if (groupsClaim === undefined || typeof groupsClaim === 'boolean') {
    return groupsClaim === true ? ['SecurityGroup'] : [];
  }
  return groupKinds.filter((kind) => groupsClaim.includes(kind));
}
