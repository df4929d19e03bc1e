import type { Account, KoaContextWithOIDC } from 'oidc-provider';
import type { Realm } from '../../realm/realm.ts';
import { contextOf } from '../request/request-context.ts';
import { idTokenClaims } from './id-token-claims.ts';

/** A person of the directory as oidc-provider wants to see them. */
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
      const isNew = (await realm.store.get(newcomerKey(realm, user.objectId))) === true;
      return idTokenClaims({ realm, user, scope, app, userFlow, isNew });
    },
  };
}

/** Set for as long as the first code can be redeemed, so that the first tokens say `newUser`. */
export const newcomerKey = (realm: Realm, objectId: string): string =>
  `newcomer/${realm.tenant.type}/${objectId}`;
