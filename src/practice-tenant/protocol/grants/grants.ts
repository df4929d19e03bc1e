import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Registration } from '../../directory/model.ts';
import { checkScopesExist } from '../../directory/resources.ts';
import { isOpenIdScope } from '../../directory/scopes.ts';
import { asShown } from '../../directory/shown-names.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { failSignIn } from '../../faults/refusals.ts';
import type { Realm } from '../../tenant/realm.ts';
import { requireAssignment } from './assignment.ts';

/** oidc-provider makes a new set each time it's asked. */
interface ScopesOfResource {
  readonly scopes: ReadonlySet<string>;
}

/** Puts scopes with consent into a grant, each under its resource. */
export function addToGrant(
  grant: Grant,
  scopes: readonly string[],
  resources: Readonly<Record<string, ScopesOfResource>>,
): void {
  grant.addOIDCScope(scopes.filter(isOpenIdScope).join(' '));
  for (const [uri, { scopes: known }] of Object.entries(resources)) {
    const own = scopes.filter((scope) => known.has(scope));
    if (own.length > 0) grant.addResourceScope(uri, own.join(' '));
  }
}

/** What oidc-provider neither asks for nor puts into a token. */
export function leaveOut(
  grant: Grant,
  scopes: readonly string[],
  resources: Readonly<Record<string, ScopesOfResource>>,
): void {
  for (const [uri, { scopes: known }] of Object.entries(resources)) {
    const own = scopes.filter((scope) => known.has(scope));
    if (own.length > 0) grant.rejectResourceScope(uri, own.join(' '));
  }
}

/** The app that sent a request. oidc-provider asks only for clients that exist, so a gap is a bug here. */
export async function appOf(realm: Realm, clientId: string | undefined): Promise<Registration> {
  const app = await realm.directory.registration(clientId);
  if (app === undefined) throw new Error(`No registration ${clientId} in ${realm.tenant.domain}.`);
  return app;
}

/** AADSTS65001: no one has consented to these scopes for the app. */
export const notConsented = (app: Registration, scopes: readonly string[]): EntraError =>
  new EntraError(
    'AADSTS65001',
    { client: app.clientId, name: app.name },
    { name: 'scope', sent: scopes.join(' '), registered: app.adminConsent },
  );

/**
 * Azure AD B2C asks no one: it leaves out the scopes that weren't granted if any scope of the request was.
 * @returns the scopes to leave out
 * @throws EntraError AADSTS65001 when the user hasn't consented to all of the scopes
 */
export async function requireConsent(
  realm: Realm,
  objectId: string,
  clientId: string | undefined,
  scopes: readonly string[],
): Promise<string[]> {
  const app = await appOf(realm, clientId);
  const asked = [...new Set(scopes)].filter((scope) => !isOpenIdScope(scope));
  const missing = await realm.consents.missing(objectId, app, asked);
  if (missing.length === 0) return [];
  const isEnough =
    realm.tenant.consent === 'administratorElsewhere' && missing.length < asked.length;
  if (!isEnough) throw notConsented(asShown(realm.tenant, app), missing);
  return missing;
}

/** A page is still to ask who signs in: what stops the user of the session doesn't count yet. */
const isToSignIn = (oidc: KoaContextWithOIDC['oidc']): boolean =>
  ['select_account', 'login', 'create'].some((prompt) => oidc.promptPending(prompt));

/** Microsoft's libraries show pages after a silent request only for the error that asks for them. */
const asSilent = (error: unknown): unknown =>
  error instanceof EntraError && error.code === 'AADSTS50105'
    ? error.answeredAs('interaction_required')
    : error;

/**
 * The grant of this user and app, widened by what has been consented to. oidc-provider shows the
 * consent page for the rest.
 * @throws EntraError AADSTS500011, AADSTS650052, AADSTS650053, AADSTS65001, AADB2C90205
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
  if (!isToSignIn(oidc)) {
    try {
      await failSignIn(realm.faults, asShown(realm.tenant, app), user?.username ?? '');
      if (user?.accountEnabled === false)
        throw new EntraError('AADSTS50057').answeredAs('access_denied');
      if (user !== undefined) await requireAssignment(realm, app, user);
    } catch (error) {
      throw oidc.prompts.has('none') ? asSilent(error) : error;
    }
  }
  const asked = [...oidc.requestParamScopes];
  await checkScopesExist(realm.tenant, realm.directory, asked);

  const id = oidc.result?.consent?.grantId ?? oidc.session?.grantIdFor(app.clientId);
  const kept = id === undefined ? undefined : await provider.Grant.find(id);
  const unagreed = await realm.consents.missing(accountId, app, asked);
  // A grant outlives the consent that it was made of, and is set aside once that was taken back, or if
  // it left out what may have been granted since.
  const isWhole = unagreed.length === 0 && kept?.rejected === undefined;
  const mine = kept?.accountId === accountId && isWhole ? kept : undefined;
  // Customers are never asked: only an administrator can grant.
  const { consent } = realm.tenant;
  const isCustomer = consent === 'administrator' && user?.administrator !== true;
  if (isCustomer && unagreed.length > 0) {
    throw notConsented(asShown(realm.tenant, app), unagreed).answeredAs('consent_required');
  }
  const hasPage = consent !== 'administratorElsewhere';
  const ungranted = unagreed.filter((scope) => !isOpenIdScope(scope));
  const isGranted = asked.some((scope) => !isOpenIdScope(scope) && !ungranted.includes(scope));
  if (!hasPage && ungranted.length > 0 && !isGranted) throw ungrantedInB2c(app, ungranted);
  const missing = new Set(hasPage ? unagreed : ungranted);
  const agreed = asked.filter((scope) => !missing.has(scope));
  if (agreed.length === 0) return mine;
  const grant = mine ?? new provider.Grant({ clientId: app.clientId, accountId });
  addToGrant(grant, agreed, oidc.resourceServers ?? {});
  // No one is asked: a user flow leaves out what an administrator didn't grant.
  if (!hasPage) leaveOut(grant, ungranted, oidc.resourceServers ?? {});
  await grant.save();
  return grant;
}

const ungrantedInB2c = ({ adminConsent }: Registration, scopes: readonly string[]): EntraError => {
  const sent = scopes.join(' ');
  return new EntraError('AADB2C90205', {}, { name: 'scope', sent, registered: adminConsent });
};
