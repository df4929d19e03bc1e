import type { Redemption } from '../../client-authentication/redemption.ts';
import type { User } from '../../directory/model.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';

/** @throws EntraError AADSTS50057 */
export function requireEnabled({ accountEnabled }: User): void {
  if (accountEnabled === false) throw new EntraError('AADSTS50057');
}

/** A code or refresh token works only for as long as its user may sign in. @throws EntraError AADSTS500341, AADSTS50057 */
export async function requireAccountStill(
  realm: Realm,
  { code, refreshToken }: Redemption,
): Promise<void> {
  for (const grant of [code, refreshToken]) {
    if (grant?.accountId !== undefined) requireEnabled(await accountOf(realm, grant.accountId));
  }
}

/** @throws EntraError AADSTS500341 for a user who has been deleted */
export async function accountOf({ directory, tenant }: Realm, objectId: string): Promise<User> {
  const user = await directory.user(objectId);
  if (user !== undefined) return user;
  throw new EntraError('AADSTS500341', { user: objectId, tenant: tenant.id });
}
