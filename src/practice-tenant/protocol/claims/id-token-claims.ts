import { hash } from 'node:crypto';
import type { Account } from 'oidc-provider';
import type { Registration, Tenant, User, UserFlow } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { groupClaims } from './group-claims.ts';
import { nameAtHome, optionalClaims } from './optional-claims.ts';
import { personalClaims, personalSubject } from './personal-claims.ts';
import { revalidationHandle, tokenIdentifier } from './token-identifiers.ts';

/** Azure AD B2C always includes `auth_time`; the others do when the request has `max_age`. */
export const claimNamesOf = ({ dialect }: Tenant): string[] =>
  dialect === 'b2c' ? ['sub', 'auth_time'] : ['sub'];

export interface ClaimsRequest {
  realm: Realm;
  user: User;
  app: Registration;
  scope: string;
  userFlow: UserFlow | undefined;
  sid: unknown;
  /** Seconds since 1970. */
  authTime: number | undefined;
  /** The values of the app's roles that the user has. */
  roles: readonly string[] | undefined;
  /** The account was made in this very sign-in. */
  isNew: boolean;
  /** Whether the token goes through the browser's address, where it must be short. */
  isInAddress: boolean;
}

/** The user's claims in an ID token, as each tenant type gives them. */
export function idTokenClaims(request: ClaimsRequest): Record<string, unknown> {
  const { realm, user, scope, app, roles, userFlow, sid, authTime, isNew, isInAddress } = request;
  if (realm.tenant.dialect === 'b2c') {
    return { sid, ...b2cClaims(user, userFlow), ...(isNew ? { newUser: true } : {}) };
  }
  const scopes = new Set(scopeList(scope));
  const wanted = app.optionalClaims?.idToken ?? [];
  const needProfile = new Set<string>(['family_name', 'given_name', 'upn']);
  const optional = wanted.filter((name) => scopes.has('profile') || !needProfile.has(name));
  if (realm.tenant.isPersonal) {
    const own = optional.filter((name) => optionalForPersonal.has(name));
    return {
      ...personalClaims(realm, user, app.clientId, scope),
      ...optionalClaims(own, { user, sid }),
    };
  }
  return {
    sub: subjectFor(realm.tenant, user.objectId, app.clientId),
    tid: realm.tenant.id,
    ver: '2.0',
    uti: tokenIdentifier(),
    rh: revalidationHandle(realm.tenant.id, user.objectId, app.clientId),
    ...(scopes.has('profile') && {
      oid: user.objectId,
      name: user.name,
      preferred_username: nameAtHome(user),
    }),
    ...(scopes.has('email') && { email: user.email }),
    ...(roles && { roles }),
    ...groupClaims(realm, user, app, isInAddress),
    ...guestClaims(user),
    ...optionalClaims(optional, { user, sid, authTime }),
  };
}

/** The optional claims that Microsoft's list has for personal accounts. */
const optionalForPersonal: ReadonlySet<string> = new Set([
  'email',
  'family_name',
  'given_name',
  'login_hint',
  'sid',
]);

/** The claims of a user flow, which go into ID tokens and access tokens alike. */
export const b2cClaims = (user: User, userFlow: UserFlow | undefined): Record<string, unknown> => ({
  sub: user.objectId,
  oid: user.objectId,
  ver: '1.0',
  name: user.name,
  ...(user.givenName && { given_name: user.givenName }),
  ...(user.surname && { family_name: user.surname }),
  emails: [user.email],
  ...user.attributes,
  ...(user.identity === undefined ? {} : { idp: user.identity.issuer }),
  ...(userFlow === undefined ? {} : { tfp: userFlow.id }),
});

/** Where a guest comes from. */
export const guestClaims = ({ homeTenant }: User): Record<string, unknown> =>
  homeTenant === undefined ? {} : { idp: `https://sts.windows.net/${homeTenant}/` };

/** A user as oidc-provider's account. The claims of its ID tokens are made when they are signed. */
export async function findAccount(
  { directory }: Realm,
  objectId: string,
): Promise<Account | undefined> {
  const user = await directory.user(objectId);
  if (user === undefined) return undefined;
  const { objectId: sub } = user;
  return { accountId: sub, claims: async (_use, scope) => ({ sub, scope }) };
}

/** Set for as long as the first code can be redeemed, so that the first tokens have `newUser`. */
export const newcomerKey = (realm: Realm, objectId: string): string =>
  `newcomer/${realm.tenant.key}/${objectId}`;

/**
 * The `sub` of a user for one app: different for every app (OpenID Connect Core §8.1), except in
 * B2C, where it is the object ID.
 */
export function subjectFor(tenant: Tenant, objectId: string, audience: string): string {
  if (tenant.dialect === 'b2c') return objectId;
  if (tenant.isPersonal) return personalSubject(objectId, audience);
  return hash('sha256', `${tenant.id}|${objectId}|${audience}`, 'base64url');
}
