import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { singlePageLifetime } from '../../client-authentication/single-page.ts';
import { checkScopesExist, findResource } from '../../directory/resources.ts';
import { resourcesOf, scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { requestedClaims, secondFactor } from '../claims/requested-claims.ts';
import { addToGrant, leaveOut, requireConsent } from '../grants/grants.ts';

const day = 86_400;

/**
 * Seconds that the refresh token of this request lives. Each use gives a new one, and the old one still
 * works (`keepUsedRefreshTokens`). A single-page app's ends with the first of its line.
 */
export function refreshTokenLifetime(ctx: KoaContextWithOIDC): number {
  const { realm, said } = contextOf(ctx);
  const { days, daysFromSignIn } = realm.tenant.refreshTokens;
  const { RotatedRefreshToken: used } = ctx.oidc.entities;
  const fromFirst = (seconds: number) =>
    used?.iiat === undefined ? seconds : secondsUntil(used.iiat + seconds);
  if (said.isSinglePage === true) return fromFirst(singlePageLifetime);
  if (daysFromSignIn === undefined) return days * day;
  return Math.min(days * day, fromFirst(daysFromSignIn * day));
}

/** At least one: the last second may end while a token is replaced, and oidc-provider refuses 0. */
const secondsUntil = (end: number): number => Math.max(1, end - Math.floor(Date.now() / 1000));

const refreshTokenDays = 90;

/** A grant is kept for longer than any refresh token, so that few renewals have to prolong it. */
export const grantLifetime: number = 2 * refreshTokenDays * day;

/** Prolongs a grant that would end before the token that a renewal gives. */
async function outlast(grant: Grant): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  if (grant.exp === undefined || grant.exp > now + refreshTokenDays * day) return;
  grant.exp = now + grantLifetime;
  await grant.save();
}

/** oidc-provider would take a second use of a refresh token for theft. */
export function keepUsedRefreshTokens(provider: Provider): void {
  provider.RefreshToken.prototype.consume = async () => {};
}

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
  // Also for what it has already: the consent may have been taken back since.
  const consented = (scopes: readonly string[]) =>
    requireConsent(realm, token.accountId, token.clientId, scopes);
  await consented(wanted);
  const ungranted = await consented([...token.scopes, ...wanted]);
  const more = wanted.filter((scope) => !token.scopes.has(scope));
  const grant = await provider.Grant.find(token.grantId ?? '', { ignoreExpiration: true });
  if (grant !== undefined) await outlast(grant);
  if (more.length === 0 && ungranted.length === 0) return;

  token.scope = [...token.scopes, ...more].join(' ');
  token.resource = [...new Set([...[token.resource ?? []].flat(), ...resourcesOf(more)])];
  await token.save();

  if (grant === undefined) return;
  const resources = resourcesOf([...wanted, ...ungranted]).map(async (uri) => {
    const { scopes } = await findResource(realm.tenant, realm.directory, uri);
    return [uri, { scopes: new Set(scopes) }] as const;
  });
  const scopesOf = Object.fromEntries(await Promise.all(resources));
  const agreed = wanted.filter((scope) => !ungranted.includes(scope));
  addToGrant(grant, agreed, scopesOf);
  leaveOut(grant, ungranted, scopesOf);
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
