import type { Provider } from 'oidc-provider';
import { scopesToConsent } from './views.ts';
import type { Outcome, Visit } from './visit.ts';

/** Remembers what the person agreed to; the grant itself follows when the request goes on. */
export async function accept(visit: Visit, provider: Provider): Promise<Outcome> {
  const { realm, user, app, interaction } = visit;
  if (user === undefined) return { result: { error: 'access_denied' } };
  await realm.consents.add(user.objectId, app, scopesToConsent(visit));
  const kept =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const mine = kept?.accountId === user.objectId ? kept : undefined;
  const grant = mine ?? new provider.Grant({ accountId: user.objectId, clientId: app.clientId });
  return { result: { consent: { grantId: await grant.save() } } };
}
