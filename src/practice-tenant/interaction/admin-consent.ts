import type { IncomingMessage } from 'node:http';
import { frontOrigin } from '../directory/addresses.ts';
import {
  alwaysIncluded,
  configuredAppPermissions,
  withAdminConsent,
} from '../directory/admin-consent.ts';
import { correctedScopes } from '../directory/corrected-scopes.ts';
import { scopesToAskFor } from '../directory/granted-scopes.ts';
import type { Registration } from '../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../directory/redirect-uris.ts';
import { checkScopesExist } from '../directory/resources.ts';
import { isDefaultScope, scopeList } from '../directory/scopes.ts';
import { shownApp } from '../directory/shown-names.ts';
import { publisherOf } from '../directory/tenants.ts';
import { unknownClient } from '../directory/unknown-client.ts';
import { correlationIdFrom, errorBody } from '../errors/body.ts';
import { EntraError } from '../errors/entra-error.ts';
import { redirect, sendPage } from '../http/answer.ts';
import { isOwnForm, readForm } from '../http/form.ts';
import { adminConsentDecided, adminConsentPage } from '../pages/admin-consent.ts';
import type { Realm } from '../tenant/realm.ts';
import type { RequestContext } from '../tenant/request-context.ts';

/**
 * The admin consent endpoint: an administrator consents for the whole tenant. Practice takes no sign-in
 * here; the page names the administrator you act as. Without a redirect URI, as in the link that a
 * middle tier hands out, the response is a page.
 * @throws EntraError
 */
export async function handleAdminConsent(context: RequestContext): Promise<void> {
  const { realm, url, request, response } = context;
  const query = url.searchParams;
  const { app, next } = await checkedRequest(realm, query);
  const sent = query.get('scope') ?? '';
  const asked = scopeList(await correctedScopes(realm.tenant, realm.directory, sent));
  await checkScopesExist(realm.tenant, realm.directory, asked);
  // Without scopes, and for `.default`, it's about all permissions that the app is configured to ask for.
  const scopes =
    asked.length === 0
      ? ['openid', 'profile', ...(app.permissions ?? ['User.Read'])]
      : scopesToAskFor(app, asked);
  const roles =
    asked.length === 0 || asked.some(isDefaultScope)
      ? await configuredAppPermissions(realm.directory, app)
      : {};
  if (request.method !== 'POST') {
    const administrator = (await realm.directory.users()).find((user) => user.administrator);
    const options = {
      app: shownApp(realm.tenant, app),
      publisher: publisherOf(app),
      administrator: administrator?.username ?? '',
      scopes,
      roles: Object.values(roles).flat(),
    };
    const page = { title: 'Permissions requested', tenant: realm.tenant };
    const formTargets = next === undefined ? [] : [next.origin];
    return sendPage(response, 200, page, adminConsentPage(options), { formTargets });
  }
  if (!isOwnForm(request)) {
    throw new EntraError('AADSTS9002313', { reason: 'the form comes from another site' });
  }
  const agreed = (await readForm(request)).get('do') === 'accept';
  if (agreed) {
    const granted = [...scopes, ...alwaysIncluded(realm.tenant)];
    await realm.directory.saveRegistration(withAdminConsent(app, granted, roles));
  }
  if (next === undefined) {
    const page = { title: 'Admin consent', tenant: realm.tenant };
    return sendPage(response, 200, page, adminConsentDecided(shownApp(realm.tenant, app), agreed));
  }
  const answer = agreed ? accepted(realm, scopes) : declined(realm, request);
  for (const [name, value] of Object.entries(answer)) next.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) next.searchParams.set('state', state);
  redirect(response, next.href);
}

const accepted = ({ tenant }: Realm, scopes: readonly string[]): Record<string, string> => ({
  admin_consent: 'True',
  tenant: tenant.id,
  scope: scopes.join(' '),
});

/** `admin_consent` marks a response of this endpoint, even when consent was declined. */
function declined(
  { clock, tenant, origins }: Realm,
  request: IncomingMessage,
): Record<string, string> {
  const refusal = new EntraError('AADSTS65004').answeredAs('consent_required');
  const sent = correlationIdFrom(request.headers['client-request-id']);
  const pages = frontOrigin(tenant, origins);
  const { error, error_description, error_uri } = errorBody(refusal, clock.now(), pages, sent);
  return {
    error,
    error_description,
    ...(error_uri === undefined ? {} : { error_uri }),
    admin_consent: 'True',
  };
}

async function checkedRequest(
  { directory, tenant }: Realm,
  query: URLSearchParams,
): Promise<{ app: Registration; next: URL | undefined }> {
  const client = query.get('client_id');
  const uri = query.get('redirect_uri');
  // No one can consent for all personal accounts.
  if (tenant.isPersonal) {
    throw new EntraError('AADSTS9002313', { reason: 'personal accounts have no administrator' });
  }
  if (client === null) throw new EntraError('AADSTS900144', { field: 'client_id' });
  const app = await directory.registration(client);
  if (app === undefined) throw await unknownClient(tenant, directory, client);
  if (uri === null) return { app, next: undefined };
  if (!isRegisteredRedirectUri(redirectUrisOf(app), uri)) {
    const comparison = { name: 'redirect_uri', sent: uri, registered: redirectUrisOf(app) };
    throw new EntraError('AADSTS50011', { uri, client }, comparison);
  }
  return { app, next: new URL(uri) };
}
