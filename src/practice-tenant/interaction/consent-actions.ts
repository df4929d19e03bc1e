import type { Provider } from 'oidc-provider';
import { withAdminConsent } from '../directory/admin-consent.ts';
import { inTenant } from '../directory/new-registration.ts';
import { scopesForAdministrators, scopesToConsent, view } from './views.ts';
import { field, type Outcome, type Visit } from './visit.ts';

/** Remembers what the user consented to; the grant follows when the request goes on. */
export async function accept(visit: Visit, provider: Provider): Promise<Outcome> {
  const { realm, user, app, interaction } = visit;
  const scopes = scopesToConsent(visit);
  const mayAgree =
    user?.administrator === true || scopesForAdministrators(visit, scopes).length === 0;
  if (user === undefined || !mayAgree) return view(visit);
  await realm.consents.add(user.objectId, app, scopes);
  const forEverybody = user.administrator === true && field(visit, 'for-everybody') === 'yes';
  if (forEverybody || app.withoutServicePrincipal === true) {
    const granted = forEverybody ? withAdminConsent(app, scopes) : inTenant(app);
    await realm.directory.saveRegistration(granted);
  }
  const kept =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const mine = kept?.accountId === user.objectId ? kept : undefined;
  const grant = mine ?? new provider.Grant({ accountId: user.objectId, clientId: app.clientId });
  return { result: { consent: { grantId: await grant.save() } } };
}
