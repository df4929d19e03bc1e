/** What "Add groups claim" can ask for, by the names that `groupMembershipClaims` has in the manifest. */
export const groupKinds = ['SecurityGroup', 'DirectoryRole', 'All', 'ApplicationGroup'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What a registration keeps of it: the kinds, or true for security groups. */
export type GroupsClaim = boolean | readonly GroupKind[];

/** The kinds that an app asks for. */
export function groupKindsOf({
  groupsClaim,
}: {
  groupsClaim?: GroupsClaim | undefined;
}): GroupKind[] {
  if (groupsClaim === undefined || typeof groupsClaim === 'boolean') {
    return groupsClaim === true ? ['SecurityGroup'] : [];
  }
  return groupKinds.filter((kind) => groupsClaim.includes(kind));
}
