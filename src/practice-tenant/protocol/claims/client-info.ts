import type { UserFlow } from '../../directory/model.ts';
import { homeOf } from '../../tenant/home-realms.ts';
import type { RequestContext } from '../../tenant/request-context.ts';

/** MSAL builds its account's ID from this. It names a guest's account at home, not the object here. */
export async function clientInfo(
  { realm: { tenant, directory }, siblings }: Pick<RequestContext, 'realm' | 'siblings'>,
  userFlow: UserFlow | undefined,
  objectId: string,
): Promise<string> {
  const uid = userFlow === undefined ? objectId : `${objectId}-${userFlow.id.toLowerCase()}`;
  const { homeTenant, email = '' } = (await directory.user(objectId)) ?? {};
  if (homeTenant === undefined) return encoded(uid, tenant.id);
  const home = await homeOf(siblings, email);
  const isThere = home?.open.realm.tenant.id === homeTenant;
  // Not every organization that guests come from is a practice tenant.
  return encoded(isThere ? home.user.objectId : uid, homeTenant);
}

const encoded = (uid: string, utid: string): string =>
  Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
