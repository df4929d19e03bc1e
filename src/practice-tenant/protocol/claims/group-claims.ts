import type { KoaContextWithOIDC } from 'oidc-provider';
import { groupsAssignedTo } from '../../directory/assignments.ts';
import { type GroupKind, groupKindsOf } from '../../directory/groups-claim.ts';
import type { Registration, User } from '../../directory/model.ts';
import type { Realm } from '../../tenant/realm.ts';

/** How many groups a token names at most, and one that passes through the browser's address. */
const most = 200;
const mostInAddress = 5;

/** Whether a token comes from the authorization endpoint, and so through the browser's address. */
export const isInAddress = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.route === 'authorization' || oidc.route === 'resume';

/** The template of the directory role Global Administrator, which has the same ID in every tenant. */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/**
 * The groups and directory roles of a user, where the app (for an access token: the API) asked for them.
 * Too many groups are left out, and the token tells where to ask for them.
 * @param isShort whether the token goes through the browser's address, where it must be short
 */
export async function groupClaims(
  realm: Realm,
  user: User,
  app: Registration | undefined,
  isShort: boolean,
): Promise<Record<string, unknown>> {
  if (app === undefined || !realm.tenant.hasGroups) return {};
  if (await realm.faults.isOn(app.clientId, 'groups-overage')) {
    return overage(realm, user, isShort);
  }
  const kinds = new Set(groupKindsOf(app));
  const groups = await groupsAskedFor(realm, user, app, kinds);
  return { ...inToken(realm, user, groups, isShort), ...roleClaims(user, kinds, isShort) };
}

async function groupsAskedFor(
  { directory }: Realm,
  user: User,
  app: Registration,
  kinds: ReadonlySet<GroupKind>,
): Promise<readonly string[]> {
  if (kinds.has('SecurityGroup') || kinds.has('All')) return user.groups ?? [];
  return kinds.has('ApplicationGroup') ? groupsAssignedTo(directory, user, app) : [];
}

function inToken(
  realm: Realm,
  user: User,
  groups: readonly string[],
  isShort: boolean,
): Record<string, unknown> {
  if (groups.length === 0) return {};
  if (groups.length > (isShort ? mostInAddress : most)) {
    return overage(realm, user, isShort);
  }
  return { groups };
}

function overage(
  { origins }: Realm,
  { objectId }: User,
  isShort: boolean,
): Record<string, unknown> {
  if (isShort) return { hasgroups: true };
  const endpoint = `${origins.back}/graph/v1.0/users/${objectId}/getMemberObjects`;
  return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } };
}

/** An administrator here has the one directory role that there is. A short token leaves it out. */
function roleClaims(
  { administrator }: User,
  kinds: ReadonlySet<GroupKind>,
  isShort: boolean,
): Record<string, unknown> {
  const isAskedFor = kinds.has('DirectoryRole') || kinds.has('All');
  return isAskedFor && administrator === true && !isShort ? { wids: [globalAdministrator] } : {};
}
