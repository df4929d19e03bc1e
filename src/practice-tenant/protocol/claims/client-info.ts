import type { UserFlow } from '../../directory/model.ts';
import type { Realm } from '../../tenant/realm.ts';

/** MSAL builds its account's ID from this. */
export function clientInfo(
  { tenant }: Realm,
  userFlow: UserFlow | undefined,
  objectId: string,
): string {
  const uid = userFlow === undefined ? objectId : `${objectId}-${userFlow.id.toLowerCase()}`;
  return Buffer.from(JSON.stringify({ uid, utid: tenant.id })).toString('base64url');
}
