import type { Session } from 'oidc-provider';
import type { Registration } from '../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../directory/redirect-uris.ts';
import { EntraError } from '../errors/entra-error.ts';
import { redirect, sendPage } from '../http/answer.ts';
import { html } from '../pages/html.ts';
import { type SignedOutOptions, signedOut } from '../pages/signed-out.ts';
import { issuerFor } from '../tenant/issuers.ts';
import type { Realm } from '../tenant/realm.ts';
import type { RequestContext } from '../tenant/request-context.ts';
import {
  hintIn,
  isAboutOther,
  isForOtherApp,
  requireHint,
  type SignOutHint,
} from './sign-out-hint.ts';

const secondsForApps = 2;

/**
 * RP-Initiated Logout 1.0 §2 as Entra does it: without a question, with or without a hint. Ends the
 * session, notifies the apps that registered for it, then redirects to a registered address with the
 * request's state.
 * @throws EntraError AADB2C90067, AADB2C90210, AADB2C90272
 */
export async function signOut(
  { realm, provider, route, request, response }: RequestContext,
  parameters: ReadonlyMap<string, string>,
): Promise<void> {
  const hint = await hintIn(realm, parameters);
  const isRequired = await realm.settings.isOn('id-token-at-sign-out');
  if (realm.tenant.dialect === 'b2c') requireAddress(parameters.get('post_logout_redirect_uri'));
  if (isRequired) requireHint(hint, parameters.get('client_id'));
  const ctx = provider.createContext(request, response);
  const session = await provider.Session.get(ctx);
  // Then this session isn't the one that the app wants to end.
  const isKept = isAboutOther(realm, hint, session.accountId);
  const frames = isKept
    ? []
    : await framesFor(realm, session, await issuerFor(realm, route.userFlow));
  if (!isKept) {
    if (session.accountId !== undefined) await session.destroy();
    ctx.cookies.set(provider.cookieName('session'), null, { signed: true, httpOnly: true });
  }

  const { next, refusal, comparison } = await whereTo(realm, parameters, hint, isRequired);
  if (next !== undefined && frames.length === 0) return redirect(response, next);
  const head =
    next === undefined
      ? undefined
      : html`<meta http-equiv="refresh" content="${secondsForApps};url=${next}">`;
  const options = { title: 'Signed out', tenant: realm.tenant, ...(head && { head }) };
  sendPage(response, 200, options, signedOut({ frames, next, refusal, comparison }), {
    frames: frames.map((address) => new URL(address).origin),
  });
}

/** @throws EntraError AADB2C90067 for an invalid address, or one that neither uses https nor is on this machine */
function requireAddress(uri: string | undefined): void {
  if (uri === undefined) return;
  const url = URL.parse(uri);
  const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !local) throw new EntraError('AADB2C90067', { uri });
}

async function framesFor(realm: Realm, session: Session, issuer: string): Promise<string[]> {
  const frames: string[] = [];
  for (const clientId of Object.keys(session.authorizations ?? {})) {
    const app = await realm.directory.registration(clientId);
    if (app?.frontChannelLogoutUri === undefined) continue;
    const address = new URL(app.frontChannelLogoutUri);
    address.searchParams.set('iss', issuer);
    address.searchParams.set('sid', session.sidFor(clientId) ?? '');
    frames.push(address.href);
  }
  return frames;
}

async function whereTo(
  realm: Realm,
  parameters: ReadonlyMap<string, string>,
  hint: SignOutHint | 'invalid' | undefined,
  isHintRequired: boolean,
): Promise<Pick<SignedOutOptions, 'next' | 'refusal' | 'comparison'>> {
  const wanted = parameters.get('post_logout_redirect_uri');
  if (wanted === undefined) return { next: undefined, refusal: undefined };
  // Azure AD B2C compares the address with the registration only if it requires a hint.
  if (realm.tenant.dialect !== 'b2c' || isHintRequired) {
    const clientId = parameters.get('client_id');
    const problem = problemWith(hint, clientId);
    if (problem !== undefined) return { next: undefined, refusal: problem };
    const apps = await appsNamed(realm, typeof hint === 'object' ? hint.aud : clientId);
    if (!apps.some((app) => isRegisteredRedirectUri(redirectUrisOf(app), wanted))) {
      const whose = apps.length === 1 ? `the app ${apps[0]?.clientId}` : 'any app of this tenant';
      const registered = [...new Set(apps.flatMap(redirectUrisOf))];
      const comparison = { name: 'post_logout_redirect_uri', sent: wanted, registered };
      const refusal = `${wanted} is not a registered redirect URI of ${whose}.`;
      return { next: undefined, refusal, comparison };
    }
  }
  const next = new URL(wanted);
  const state = parameters.get('state');
  if (state !== undefined) next.searchParams.set('state', state);
  return { next: next.href, refusal: undefined };
}

function problemWith(
  hint: SignOutHint | 'invalid' | undefined,
  clientId: string | undefined,
): string | undefined {
  if (hint === 'invalid') return 'the id_token_hint is not an ID token of this tenant.';
  return isForOtherApp(hint, clientId)
    ? 'the id_token_hint was issued to another app than client_id names.'
    : undefined;
}

/** The app whose addresses may be used, or all where none is named. */
async function appsNamed(realm: Realm, clientId: string | undefined): Promise<Registration[]> {
  if (clientId === undefined) return realm.directory.registrations();
  const app = await realm.directory.registration(clientId);
  return app === undefined ? [] : [app];
}
