import type { Provider, TokenEndpointGrantContext } from 'oidc-provider';
import type { User } from '../../directory/model.ts';
import { passwordMatches } from '../../directory/passwords.ts';
import { checkScopesExist } from '../../directory/resources.ts';
import { scopeList } from '../../directory/scopes.ts';
import { asShown } from '../../directory/shown-names.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { failPasswordSignIn } from '../../faults/refusals.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { findAccount } from '../claims/id-token-claims.ts';
import { requireAssignmentForGrant } from '../grants/assignment.ts';
import { appOf, requireConsent } from '../grants/grants.ts';
import { tokensForUser } from './tokens-for-user.ts';
import { requireEnabled } from './usable-account.ts';

export const passwordParameters = ['username', 'password', 'scope', 'client_info', 'claims'];

/** Resource owner password credentials: an app signs in a user whose password it has (RFC 6749 §4.3). */
export async function passwordGrant(
  realm: Realm,
  provider: Provider,
  ctx: TokenEndpointGrantContext,
): Promise<void> {
  const { oidc } = ctx;
  // Everyone knows the seeded passwords: in a hosted tenant, only an app with a secret of the visitor's.
  const { proof } = contextOf(ctx).said;
  if (realm.tenant.set !== undefined && (proof === undefined || proof === '0'))
    throw new EntraError('AADSTS7000218');
  const username = required(oidc.params, 'username');
  const password = required(oidc.params, 'password');
  const scopes = scopeList(required(oidc.params, 'scope'));
  const user = await signedIn(realm, username, password);
  const app = await appOf(realm, oidc.client.clientId);
  await failPasswordSignIn(realm.faults, asShown(realm.tenant, app), user.username);
  requireEnabled(user);
  await requireAssignmentForGrant(realm, app, user);
  await checkScopesExist(realm.tenant, realm.directory, scopes);
  await requireConsent(realm, user.objectId, app.clientId, scopes);
  const account = await findAccount(realm, user.objectId);
  if (account === undefined) throw unknownUser(realm, username);
  const authTime = Math.floor(Date.now() / 1000);
  ctx.body = await tokensForUser(realm, provider, ctx, {
    account,
    scopes,
    gty: 'password',
    authTime,
  });
}

/** @throws EntraError AADSTS900144 */
function required(parameters: Readonly<Record<string, unknown>>, field: string): string {
  const value = parameters[field];
  if (typeof value === 'string') return value;
  throw new EntraError('AADSTS900144', { field });
}

/** @throws EntraError AADSTS50034, AADSTS50126 */
async function signedIn(realm: Realm, username: string, password: string): Promise<User> {
  const user = await realm.directory.userNamed(username);
  if (user === undefined) throw unknownUser(realm, username);
  if (!(await passwordMatches(user, password))) throw new EntraError('AADSTS50126');
  return user;
}

const unknownUser = ({ tenant }: Realm, user: string): EntraError =>
  new EntraError('AADSTS50034', { user, tenant: tenant.domain });
