import type { Registration, User } from '../../directory/model.ts';
import type { Realm } from '../../tenant/realm.ts';

/** How many groups a token names at most, and one that passes through the browser's address. */
const most = 200;
const mostInAddress = 5;

/**
 * The groups of a user, where the app (for an access token: the API) asked for them. Too many are left
 * out, and the token tells where to ask for them.
 * @param isInAddress whether the token goes through the browser's address, where it must be short
 */
export function groupClaims(
  { origins }: Realm,
  { objectId, groups = [] }: User,
  app: Registration | undefined,
  isInAddress: boolean,
): Record<string, unknown> {
  if (app?.groupsClaim !== true || groups.length === 0) return {};
  if (groups.length <= (isInAddress ? mostInAddress : most)) return { groups };
  if (isInAddress) return { hasgroups: true };
  const endpoint = `${origins.back}/graph/v1.0/users/${objectId}/getMemberObjects`;
  return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } };
}
