import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Registration } from '../../directory/model.ts';
import { checkScopesExist } from '../../directory/resources.ts';
import { isOpenIdScope } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { failSignIn } from '../../faults/refusals.ts';
import type { Realm } from '../../realm/realm.ts';
import { addToGrant, appOf, notConsented } from './grants.ts';

/**
 * The grant of this person and app, widened by what has been agreed to. oidc-provider shows the
 * consent page for the rest.
 * @throws EntraError AADSTS500011, AADSTS650053, AADSTS65001, AADB2C90205
 */
export async function loadExistingGrant(
  realm: Realm,
  provider: Provider,
  { oidc }: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const accountId = oidc.account?.accountId;
  if (accountId === undefined) return undefined;
  const app = await appOf(realm, oidc.client?.clientId);
  const user = await realm.directory.user(accountId);
  await failSignIn(realm.faults, app, user?.username ?? '');
  const asked = [...oidc.requestParamScopes];
  await checkScopesExist(realm.tenant, realm.directory, asked);

  const id = oidc.result?.consent?.grantId ?? oidc.session?.grantIdFor(app.clientId);
  const kept = id === undefined ? undefined : await provider.Grant.find(id);
  // A grant outlives the consent that it was made of, so the fault must set it aside.
  const isRemoved = await realm.faults.isOn(app.clientId, 'consent-removed');
  const mine = kept?.accountId === accountId && !isRemoved ? kept : undefined;
  const unagreed = await realm.consents.missing(accountId, app, asked);
  // Customers are never asked: what an administrator has not granted, nobody can.
  const { consent } = realm.tenant;
  const isCustomer = consent === 'administrator' && user?.administrator !== true;
  if (isCustomer && unagreed.length > 0) {
    throw notConsented(app, unagreed).answeredAs('consent_required');
  }
  const hasPage = consent !== 'administratorElsewhere';
  const ungranted = unagreed.filter((scope) => !isOpenIdScope(scope));
  if (!hasPage && ungranted.length > 0) throw ungrantedInB2c(app, ungranted);
  const missing = new Set(hasPage ? unagreed : []);
  const agreed = asked.filter((scope) => !missing.has(scope));
  if (agreed.length === 0) return mine;
  const grant = mine ?? new provider.Grant({ clientId: app.clientId, accountId });
  addToGrant(grant, agreed, oidc.resourceServers ?? {});
  await grant.save();
  return grant;
}

const ungrantedInB2c = ({ adminConsent }: Registration, scopes: readonly string[]): EntraError => {
  const sent = scopes.join(' ');
  return new EntraError('AADB2C90205', {}, { name: 'scope', sent, registered: adminConsent });
};
