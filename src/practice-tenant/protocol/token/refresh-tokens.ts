import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { singlePageLifetime } from '../../client-authentication/single-page.ts';
import { checkScopesExist, findResource } from '../../directory/resources.ts';
import { resourcesOf, scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { requestedClaims, secondFactor } from '../claims/requested-claims.ts';
import { addToGrant, requireConsent } from '../grants/grants.ts';

const day = 86_400;

/** Seconds that the refresh token of this request lives. */
export const refreshTokenLifetime = (ctx: KoaContextWithOIDC): number =>
  contextOf(ctx).said.isSinglePage === true ? singlePageLifetime : 90 * day;

/**
 * Entra's refresh tokens work for every resource that the user consented to; oidc-provider's only for the
 * scopes they were issued with. Widens the stored token before oidc-provider looks at it.
 * @throws EntraError AADSTS65001, AADSTS500011, AADSTS650053
 */
export async function widenRefreshToken(
  realm: Realm,
  provider: Provider,
  refreshToken: string | undefined,
  scope: string | undefined,
): Promise<void> {
  if (refreshToken === undefined) return;
  const token = await provider.RefreshToken.find(refreshToken, { ignoreExpiration: true });
  if (token === undefined || token.isExpired) return;
  const wanted = scopeList(scope);
  await checkScopesExist(realm.tenant, realm.directory, wanted);
  if (await realm.faults.isOn(token.clientId, 'consent-removed')) {
    await requireConsent(realm, token.accountId, token.clientId, [...token.scopes, ...wanted]);
  }
  const more = wanted.filter((scope) => !token.scopes.has(scope));
  if (more.length === 0) return;

  await requireConsent(realm, token.accountId, token.clientId, more);
  token.scope = [...token.scopes, ...more].join(' ');
  token.resource = [...new Set([...[token.resource ?? []].flat(), ...resourcesOf(more)])];
  await token.save();

  const grant = await provider.Grant.find(token.grantId ?? '', { ignoreExpiration: true });
  if (grant === undefined) return;
  const resources = resourcesOf(wanted).map(async (uri) => {
    const { scopes } = await findResource(realm.tenant, realm.directory, uri);
    return [uri, { scopes: new Set(scopes) }] as const;
  });
  addToGrant(grant, wanted, Object.fromEntries(await Promise.all(resources)));
  await grant.save();
}

/** @throws EntraError AADSTS50076 when the request asks for a context that the first sign-in did not meet */
export async function requireSecondFactor(
  provider: Provider,
  refreshToken: string | undefined,
  claims: string | undefined,
): Promise<void> {
  const { contexts } = requestedClaims(claims);
  if (contexts.length === 0 || refreshToken === undefined) return;
  const token = await provider.RefreshToken.find(refreshToken);
  if (token?.amr?.includes(secondFactor) === true) return;
  throw new EntraError('AADSTS50076').withClaims(claims);
}
