import type { Context, Provider } from 'oidc-provider';
import {
  checkScopesExist,
  findResource,
  isOpenIdScope,
  resourcesOf,
  scopeList,
} from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../realm/realm.ts';
import { secondFactor } from '../claims/authentication-context.ts';
import { requestedClaims } from '../claims/requested-claims.ts';
import { addToGrant, appOf, notConsented } from '../grants/grants.ts';
import { routeOf } from '../request/request-context.ts';

const day = 86_400;
/** Seconds; fixed, and so short that they tell the refresh tokens of single-page apps from others. */
export const singlePageLifetime = day;

/** Seconds that the refresh token of this request lives. */
export const refreshTokenLifetime = ({ req }: Context): number =>
  routeOf(req).singlePage === true ? singlePageLifetime : 90 * day;

/**
 * Entra's refresh tokens work for every resource the person agreed to; oidc-provider's only for the
 * scopes they were issued with. Widens the stored token before oidc-provider looks at it.
 * @throws EntraError AADSTS65001, AADSTS500011, AADSTS650053
 */
export async function widenRefreshToken(
  realm: Realm,
  provider: Provider,
  sent: { refresh_token?: string | undefined; scope?: string | undefined },
): Promise<void> {
  if (sent.refresh_token === undefined) return;
  const token = await provider.RefreshToken.find(sent.refresh_token, { ignoreExpiration: true });
  if (token === undefined || token.isExpired) return;
  const wanted = scopeList(sent.scope);
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

  const grant = await provider.Grant.find(token.grantId, { ignoreExpiration: true });
  if (grant === undefined) return;
  const resources = resourcesOf(wanted).map(async (uri) => {
    const { scopes } = await findResource(realm.tenant, realm.directory, uri);
    return [uri, { scopes: new Set(scopes) }] as const;
  });
  addToGrant(grant, wanted, Object.fromEntries(await Promise.all(resources)));
  await grant.save();
}

/** @throws EntraError AADSTS65001 when the person has not agreed to all of the scopes */
export async function requireConsent(
  realm: Realm,
  objectId: string,
  clientId: string,
  scopes: readonly string[],
): Promise<void> {
  const app = await appOf(realm, clientId);
  const asked = [...new Set(scopes)].filter((scope) => !isOpenIdScope(scope));
  const missing = await realm.consents.missing(objectId, app, asked);
  if (missing.length === 0) return;
  throw notConsented(app, missing);
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
