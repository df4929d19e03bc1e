import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { UserFlow } from '../../directory/model.ts';
import { withFaults } from '../../faults/id-token.ts';
import { signAgain } from '../../provider/sign-again.ts';
import type { Realm } from '../../tenant/realm.ts';
import { claimsAsSet } from './claims-as-set.ts';

/** The ID token as the tenant is set up, and then as the faults would have it. */
export async function finishedIdToken(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  userFlow: UserFlow | undefined,
  idToken: string,
): Promise<string> {
  const claims = decodeJwt(idToken);
  const wanted = await claimsAsSet(realm, userFlow, claims);
  const isSame = isDeepStrictEqual(wanted, claims);
  const token = isSame ? idToken : await signAgain(realm.key, wanted);
  return withFaults(realm, ctx.oidc.client?.clientId ?? '', token);
}
