import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { EntraError } from '../errors/entra-error.ts';
import { askedFaultsParameter, withAskedFaults } from '../faults/asked-faults.ts';
import { RefusedHere } from '../hosted/refused-here.ts';
import { redirect, sendError, sendPage } from '../http/answer.ts';
import { ownEntry, readForm } from '../http/form.ts';
import { signInExpired } from '../pages/expired.ts';
import { appOf } from '../protocol/grants/grants.ts';
import { forgetOther } from '../provider/forget-other.ts';
import type { RequestContext } from '../tenant/request-context.ts';
import { actions, forgottenElsewhere } from './actions.ts';
import { cameBack, hintedAway } from './social-actions.ts';
import { view } from './views.ts';
import { type Outcome, parameter, type Visit } from './visit.ts';

const nothing: ReadonlyMap<string, string> = new Map();

/** The pages between the authorization request and its response. */
export async function handleInteraction(context: RequestContext): Promise<void> {
  const { realm, provider, route, url, request, response } = context;
  const { tenant } = realm;
  if (request.method !== 'GET' && request.method !== 'POST') {
    const values = { accepted: 'GET and POST', received: request.method ?? '' };
    return sendError(request, response, new EntraError('AADSTS900561', values), realm);
  }
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction === undefined) {
    return sendPage(response, 400, { title: 'Expired', tenant }, signInExpired);
  }
  const posted = request.method === 'POST';
  context.clientId = parameter(interaction, 'client_id');
  const visit: Visit = {
    realm,
    interaction,
    userFlow: route.userFlow,
    app: await appOf(realm, parameter(interaction, 'client_id')),
    user: await realm.directory.user(interaction.session?.accountId),
    view: url.searchParams.get('view') ?? undefined,
    attempt: url.searchParams.get('attempt') ?? undefined,
    base: route.base,
    shared: route.shared,
    siblings: context.siblings,
    fields: posted ? await readForm(request) : nothing,
  };
  if (visit.fields.get('do') === 'password') await realm.limits?.admit('passwords', request);
  else if (visit.fields.has('password')) await realm.limits?.admit('newPasswords', request);
  const outcome = await withAskedFaults(parameter(interaction, askedFaultsParameter), () =>
    outcomeOf(visit, provider, posted),
  );
  if ('result' in outcome) {
    await keepResult(interaction, outcome.result);
    const { accountId } = outcome.result.login ?? {};
    if (accountId !== undefined) await forgetOther(provider, interaction, accountId);
    return redirect(response, interaction.returnTo);
  }
  if ('leaveFor' in outcome) return redirect(response, outcome.leaveFor);
  sendPage(response, 200, { title: outcome.title, tenant }, outcome.body, {
    formTargets: [...formTarget(interaction), 'http://localhost:*', 'https://localhost:*'],
  });
}

/**
 * What oidc-provider's `interactionResult` does once it has found the interaction and checked its session
 * again: this request has just done that.
 */
async function keepResult(interaction: Interaction, result: InteractionResults): Promise<void> {
  interaction.result = 'error' in result ? result : { ...interaction.lastSubmission, ...result };
  await interaction.persist();
}

async function outcomeOf(visit: Visit, provider: Provider, posted: boolean): Promise<Outcome> {
  if (!posted) {
    return (
      (await cameBack(visit)) ??
      (await hintedAway(visit)) ??
      forgottenElsewhere(visit) ??
      view(visit)
    );
  }
  const action = ownEntry(actions, visit.fields.get('do') ?? '');
  if (action === undefined) return view(visit);
  try {
    return await action(visit, provider);
  } catch (error) {
    if (error instanceof RefusedHere) return view(visit, error.message);
    throw error;
  }
}

/** A form leads to a redirect to the app, and browsers apply the page's policy to that redirect. */
function formTarget(interaction: Interaction): string[] {
  const target = URL.parse(parameter(interaction, 'redirect_uri') ?? '');
  return target === null ? [] : [target.origin];
}
