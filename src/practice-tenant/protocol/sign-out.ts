import type { Session } from 'oidc-provider';
import type { Registration } from '../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../directory/redirect-uris.ts';
import { EntraError } from '../errors/entra-error.ts';
import { problemWithOwnAddress } from '../hosted/own-addresses.ts';
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
 * @param contexts of the tenants whose sessions end: several, where nothing names the user's own
 * @throws EntraError AADB2C90067, AADB2C90210, AADB2C90272
 */
export async function signOut(
  contexts: readonly [RequestContext, ...RequestContext[]],
  parameters: ReadonlyMap<string, string>,
): Promise<void> {
  const [{ realm, response }] = contexts;
  const realms = contexts.map((each) => each.realm);
  const hint = await hintIn(realm, parameters);
  const isRequired = await realm.settings.isOn('id-token-at-sign-out');
  if (realm.tenant.dialect === 'b2c') requireAddress(parameters.get('post_logout_redirect_uri'));
  if (isRequired) requireHint(hint, parameters.get('client_id'));
  const frames: string[] = [];
  for (const context of contexts) frames.push(...(await endSession(context, hint)));

  const { next, refusal, comparison } = await whereTo(realms, parameters, hint, isRequired);
  if (next !== undefined && frames.length === 0) return redirect(response, next);
  const head =
    next === undefined
      ? undefined
      : html`<meta http-equiv="refresh" content="${secondsForApps};url=${next}">`;
  const tenant = contexts.length === 1 ? realm.tenant : undefined;
  const options = { title: 'Signed out', tenant, ...(head && { head }) };
  sendPage(response, 200, options, signedOut({ frames, next, refusal, comparison }), {
    frames: frames.map((address) => new URL(address).origin),
  });
}

/** @returns the addresses of the apps that the user was signed in to, and that want to know */
async function endSession(
  { realm, provider, route, request, response }: RequestContext,
  hint: SignOutHint | 'invalid' | undefined,
): Promise<string[]> {
  const ctx = provider.createContext(request, response);
  const session = await provider.Session.get(ctx);
  // Then this session isn't the one that the app wants to end.
  if (isAboutOther(realm, hint, session.accountId)) return [];
  const frames = await framesFor(realm, session, await issuerFor(realm, route.userFlow));
  if (session.accountId !== undefined) await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { signed: true, httpOnly: true });
  return frames;
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
  realms: readonly Realm[],
  parameters: ReadonlyMap<string, string>,
  hint: SignOutHint | 'invalid' | undefined,
  isHintRequired: boolean,
): Promise<Pick<SignedOutOptions, 'next' | 'refusal' | 'comparison'>> {
  const wanted = parameters.get('post_logout_redirect_uri');
  if (wanted === undefined) return { next: undefined, refusal: undefined };
  const elsewhere = refusedHere(realms, wanted);
  if (elsewhere !== undefined) return { next: undefined, refusal: elsewhere };
  // Azure AD B2C compares the address with the registration only if it requires a hint.
  const isCompared = realms.some(({ tenant }) => tenant.dialect !== 'b2c');
  if (isCompared || isHintRequired) {
    const clientId = parameters.get('client_id');
    const problem = problemWith(hint, clientId);
    if (problem !== undefined) return { next: undefined, refusal: problem };
    const apps = await appsNamed(realms, typeof hint === 'object' ? hint.aud : clientId);
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

/** A hosted practice tenant leads nowhere but to the visitor's machine and the lab, registered or not. */
function refusedHere(realms: readonly Realm[], wanted: string): string | undefined {
  const [hosted] = realms.filter(({ tenant }) => tenant.set !== undefined);
  return hosted && problemWithOwnAddress(wanted, hosted.siteOrigin);
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
async function appsNamed(
  realms: readonly Realm[],
  clientId: string | undefined,
): Promise<Registration[]> {
  const apps = realms.map(async ({ directory }) => {
    if (clientId === undefined) return directory.registrations();
    const app = await directory.registration(clientId);
    return app === undefined ? [] : [app];
  });
  return (await Promise.all(apps)).flat();
}
