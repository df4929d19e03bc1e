import { errors, jwtVerify } from 'jose';
import type { Provider, TokenEndpointGrantContext } from 'oidc-provider';
import { z } from 'zod';
import { checkScopesExist } from '../../directory/resources.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { issuersOf } from '../../tenant/issuers.ts';
import type { Realm } from '../../tenant/realm.ts';
import { verificationKeys } from '../../tenant/verification-keys.ts';
import { findAccount } from '../claims/id-token-claims.ts';
import { appOf, requireConsent } from '../grants/grants.ts';
import { tokensForUser } from './tokens-for-user.ts';
import { accountOf, requireEnabled } from './usable-account.ts';

const parameters = z.object({
  assertion: z.string(),
  requested_token_use: z.literal('on_behalf_of'),
  scope: z.string(),
});

const accessToken = z.looseObject({
  aud: z.string(),
  oid: z.string(),
  iat: z.number(),
  scp: z.string().optional(),
});

/** An API calls another API for its caller, with the caller's access token as the assertion. */
export async function onBehalfOf(
  realm: Realm,
  provider: Provider,
  ctx: TokenEndpointGrantContext,
): Promise<void> {
  const { oidc } = ctx;
  const sent = parameters.safeParse(oidc.params);
  if (!sent.success) {
    const field = String(sent.error.issues[0]?.path[0]);
    if (oidc.params[field] === undefined) throw new EntraError('AADSTS900144', { field });
    throw new EntraError('AADSTS9002313', { reason: `the value of ${field} is not supported` });
  }
  const { assertion, scope } = sent.data;
  const caller = await verified(realm, assertion, oidc.client.clientId);
  requireEnabled(await accountOf(realm, caller.oid));
  const wanted = scopeList(scope);
  await checkScopesExist(realm.tenant, realm.directory, wanted);
  await requireConsent(realm, caller.oid, oidc.client.clientId, wanted);
  const account = await findAccount(realm, caller.oid);
  if (account === undefined) {
    throw new EntraError('AADSTS50034', { user: caller.oid, tenant: realm.tenant.domain });
  }
  ctx.body = await tokensForUser(realm, provider, ctx, {
    account,
    scopes: wanted,
    gty: 'on_behalf_of',
    authTime: caller.iat - realm.clock.offset(),
  });
}

/** @throws EntraError AADSTS50013 or AADSTS500133 for a token that is not this API's to use */
async function verified(realm: Realm, assertion: string, clientId: string) {
  const keys = await verificationKeys(realm);
  const payload = await jwtVerify(assertion, keys, {
    issuer: issuersOf(realm),
    currentDate: new Date(realm.clock.now()),
  }).then(
    (result) => result.payload,
    (error: unknown) => {
      if (error instanceof errors.JWTExpired) throw new EntraError('AADSTS500133');
      throw new EntraError('AADSTS50013', { reason: 'its signature or issuer is not valid here' });
    },
  );
  const token = accessToken.safeParse(payload).data;
  if (token?.scp === undefined) {
    throw new EntraError('AADSTS50013', { reason: 'it is not the access token of a user' });
  }
  const { exposedApi } = await appOf(realm, clientId);
  // Version 1.0 names the API by its Application ID URI.
  const own = [clientId, `api://${clientId}`, exposedApi?.identifierUri];
  if (!own.includes(token.aud)) {
    throw new EntraError(
      'AADSTS50013',
      { reason: 'its audience is another application' },
      { name: 'aud of the assertion', sent: token.aud, registered: [clientId] },
    );
  }
  return token;
}
