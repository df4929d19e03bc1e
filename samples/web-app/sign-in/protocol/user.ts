import type { UserFlow } from '../registration/authority.ts';
import { tenantIdIn } from '../registration/authority.ts';
import type { User } from '../session/user.ts';
import type { Claims } from './id-token.ts';

// #region user
/** Takes from the claims what the app shows, short enough for a cookie whatever the tenant sends. */
export function userFrom(claims: Claims, userFlow: UserFlow | undefined): User {
  const { preferred_username, email, emails, name, oid } = claims;
  const username = text(preferred_username, email, Array.isArray(emails) ? emails[0] : undefined);
  return {
    name: text(name, claims['given_name'], username, claims.sub),
    username,
    tenantId: text(claims.tid, tenantIdIn(claims.iss)),
    // Whole, because it tells users apart: verifyIdToken has bounded both.
    objectId: oid ?? claims.sub,
    subject: claims.sub,
    issuer: claims.iss,
    ...rolesAndGroups(claims),
    ...(userFlow && { userFlow }),
  };
}
// #endregion user

// #region roles-and-groups
/** Of a long list of groups, the ID token tells only that there is one: Microsoft's overage claims. */
function rolesAndGroups({ roles, groups, hasgroups, _claim_names: elsewhere }: Claims) {
  const hasMoreGroups = hasgroups === true || elsewhere?.['groups'] !== undefined;
  return { roles, groups, ...(hasMoreGroups && { hasMoreGroups }) };
}
// #endregion roles-and-groups

// #region renewed-user
/** A renewal can bring another name, other roles, and other groups, but never another user. */
export function renewedUser(before: User, claims: Claims): User {
  const { tenantId, objectId, subject, issuer, userFlow } = before;
  return { ...userFrom(claims, userFlow), tenantId, objectId, subject, issuer };
}
// #endregion renewed-user

/** The first that is text, cut to 120 characters. */
function text(...candidates: unknown[]): string {
  const found = candidates.find((each) => typeof each === 'string' && each !== '');
  return typeof found === 'string' ? [...found].slice(0, 120).join('') : '';
}
