import { randomBytes } from 'node:crypto';
import type { User, UserFlow } from '../directory/model.ts';
import { scopeList } from '../directory/scopes.ts';
import type { Realm } from './realm.ts';

/** Claims that go into an ID token when `openid` was asked for; oidc-provider drops all others. */
export const idTokenClaimNames = [
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
];

export interface ClaimsRequest {
  realm: Realm;
  user: User;
  scope: string;
  clientId: string | undefined;
  userFlow: UserFlow | undefined;
  /** The account was made in this very sign-in. */
  isNew: boolean;
}

/** The claims as each tenant type gives them; `sub` is made per app when the token is signed. */
export function idTokenClaims(request: ClaimsRequest): Record<string, unknown> {
  const { realm, user, scope, clientId, userFlow, isNew } = request;
  const scopes = new Set(scopeList(scope));
  const nbf = Math.floor(Date.now() / 1000);
  const own = { sub: user.objectId, oid: user.objectId, nbf };
  if (realm.tenant.type === 'b2c') {
    const flow = userFlow === undefined ? {} : { tfp: userFlow.id };
    const fresh = isNew ? { newUser: true } : {};
    return { ...own, ver: '1.0', name: user.name, emails: [user.email], ...flow, ...fresh };
  }
  const roles = clientId === undefined ? undefined : user.roles?.[clientId];
  return {
    ...own,
    tid: realm.tenant.id,
    ver: '2.0',
    uti: randomBytes(16).toString('base64url'),
    rh: '1.Aa.',
    ...(scopes.has('profile') ? { name: user.name, preferred_username: user.username } : {}),
    ...(scopes.has('email') ? { email: user.email } : {}),
    ...(roles === undefined ? {} : { roles }),
  };
}
