import { createHash, randomBytes } from 'node:crypto';
import type { Account, AccountClaims, KoaContextWithOIDC } from 'oidc-provider';
import type { Registration, Tenant, User, UserFlow } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';

/** Claims that go into an ID token when `openid` was asked for; oidc-provider drops all others. */
const idTokenClaimNames = [
  'sub',
  'oid',
  'tid',
  'ver',
  'name',
  'preferred_username',
  'email',
  'emails',
  'tfp',
  'newUser',
  'uti',
  'rh',
  'nbf',
  'roles',
  'groups',
  'idp',
  'city',
  'extension_LoyaltyNumber',
];

/** Azure AD B2C always includes `auth_time`; the others do when the request has `max_age`. */
export const claimNamesOf = ({ dialect }: Tenant): string[] =>
  dialect === 'b2c' ? [...idTokenClaimNames, 'auth_time'] : idTokenClaimNames;

export interface ClaimsRequest {
  realm: Realm;
  user: User;
  /** The app, or the API, that the token is for. */
  app: Registration | undefined;
  scope: string;
  userFlow: UserFlow | undefined;
  /** The account was made in this very sign-in. */
  isNew: boolean;
}

/** The claims as each tenant type gives them; `sub` is made per app when the token is signed. */
export function idTokenClaims(request: ClaimsRequest): AccountClaims {
  const { realm, user, scope, app, userFlow, isNew } = request;
  const scopes = new Set(scopeList(scope));
  const nbf = Math.floor(Date.now() / 1000);
  if (realm.tenant.dialect === 'b2c') {
    return { nbf, ...b2cClaims(user, userFlow), ...(isNew ? { newUser: true } : {}) };
  }
  const own = { sub: user.objectId, oid: user.objectId, nbf };
  const roles = app === undefined ? undefined : user.roles?.[app.clientId];
  return {
    ...own,
    tid: realm.tenant.id,
    ver: '2.0',
    uti: randomBytes(16).toString('base64url'),
    rh: '1.Aa.',
    ...(scopes.has('profile') ? { name: user.name, preferred_username: nameAtHome(user) } : {}),
    ...(scopes.has('email') ? { email: user.email } : {}),
    ...(roles === undefined ? {} : { roles }),
    ...organizationClaims(user, app),
  };
}

/** The claims of a user flow, which go into ID tokens and access tokens alike. */
export const b2cClaims = (user: User, userFlow: UserFlow | undefined): AccountClaims => ({
  sub: user.objectId,
  oid: user.objectId,
  ver: '1.0',
  name: user.name,
  emails: [user.email],
  ...user.attributes,
  ...(user.identity === undefined ? {} : { idp: user.identity.issuer }),
  ...(userFlow === undefined ? {} : { tfp: userFlow.id }),
});

/** A guest is known by the address at home, not by the long name in this tenant. */
export const nameAtHome = ({ homeTenant, email, username }: User): string =>
  homeTenant === undefined ? username : email;

/** Groups, where the app (for an access token: the API) asked for them, and where a guest comes from. */
export const organizationClaims = (
  { groups, homeTenant }: User,
  app: Registration | undefined,
): Record<string, unknown> => ({
  ...(app?.groupsClaim === true && groups !== undefined ? { groups } : {}),
  ...(homeTenant === undefined ? {} : { idp: `https://sts.windows.net/${homeTenant}/` }),
});

/** A user as oidc-provider's account. */
export async function findAccount(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  objectId: string,
): Promise<Account | undefined> {
  const user = await realm.directory.user(objectId);
  if (user === undefined) return undefined;
  return {
    accountId: user.objectId,
    claims: async (_use, scope) => {
      const { userFlow } = contextOf(ctx).route;
      const app = await realm.directory.registration(ctx.oidc.client?.clientId);
      const isNew = (await realm.expiring.get(newcomerKey(realm, user.objectId))) === true;
      return idTokenClaims({ realm, user, scope, app, userFlow, isNew });
    },
  };
}

/** Set for as long as the first code can be redeemed, so that the first tokens have `newUser`. */
export const newcomerKey = (realm: Realm, objectId: string): string =>
  `newcomer/${realm.tenant.type}/${objectId}`;

/**
 * The `sub` of a user for one app: different for every app (OpenID Connect Core §8.1), except in
 * B2C, where it is the object ID.
 */
export function subjectFor(tenant: Tenant, objectId: string, audience: string): string {
  if (tenant.dialect === 'b2c') return objectId;
  return createHash('sha256').update(`${tenant.id}|${objectId}|${audience}`).digest('base64url');
}
