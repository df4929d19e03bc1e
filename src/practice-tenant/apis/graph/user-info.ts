import { subjectFor } from '../../protocol/claims/id-token-claims.ts';
import { denied } from './odata/graph-error.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';

/**
 * The userinfo endpoint (OpenID Connect Core §5.3), which Microsoft has at Graph. Names need the scope
 * `profile`, and the email address needs `email`.
 */
export function userInfo({ caller, user, realm, root }: GraphRequest): GraphAnswer {
  if (user === undefined)
    throw denied('A token without a user has no user info. Sign a user in first.');
  // The app's own, as in its ID tokens: it has to compare the two (§5.3.2).
  const sub = subjectFor(realm.tenant, user.objectId, caller.clientId);
  const { scopes } = caller;
  const profile = {
    name: user.name,
    ...(user.givenName && { given_name: user.givenName }),
    ...(user.surname && { family_name: user.surname }),
    picture: `${root}/me/photo/$value`,
  };
  return {
    status: 200,
    json: {
      sub,
      ...(scopes.has('profile') && profile),
      ...(scopes.has('email') && { email: user.email }),
    },
  };
}
