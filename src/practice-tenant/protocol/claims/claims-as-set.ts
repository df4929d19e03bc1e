import type { UserFlow } from '../../directory/model.ts';
import { issuerFor } from '../../tenant/issuers.ts';
import type { Realm } from '../../tenant/realm.ts';

type Claims = Record<string, unknown>;

/** The sentence that B2C puts into every user's `sub` if its user flow says "Not supported". */
export const notSupported = 'Not supported currently. Use oid claim.';

/** The claims of a user's token as the tenant's settings, and in B2C the user flow, would have them. */
export async function claimsAsSet(
  realm: Realm,
  userFlow: UserFlow | undefined,
  claims: Claims,
): Promise<Claims> {
  const on = new Set(await realm.settings.all());
  const left = without(claims, [
    ...(on.has('no-sid') ? ['sid'] : []),
    ...(on.has('no-auth-time') ? ['auth_time'] : []),
  ]);
  if (userFlow === undefined) return left;
  const iss = await issuerFor(realm, userFlow);
  const custom = userFlow.isCustomPolicy === true;
  const {
    tfp: _,
    emails,
    ...rest
  } = without(left, custom || on.has('no-object-id') ? ['oid'] : []);
  return {
    ...rest,
    iss,
    ...(on.has('sub-not-supported') && { sub: notSupported }),
    ...(custom || on.has('policy-in-acr')
      ? { acr: userFlow.id.toLowerCase() }
      : { tfp: userFlow.id }),
    // Microsoft's starter pack returns the tenant's ID, and one email address in a claim of its own.
    ...(custom
      ? { tid: realm.tenant.id, email: Array.isArray(emails) ? emails[0] : undefined }
      : { emails }),
  };
}

const without = (claims: Claims, names: readonly string[]): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
