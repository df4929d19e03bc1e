import { compactVerify, createLocalJWKSet } from 'jose';
import type { Session } from 'oidc-provider';
import { z } from 'zod';
import type { Registration } from '../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../directory/redirect-uris.ts';
import { EntraError } from '../errors/entra-error.ts';
import { redirect, sendPage } from '../http/answer.ts';
import { html } from '../pages/html.ts';
import { type SignedOutOptions, signedOut } from '../pages/signed-out.ts';
import type { Realm } from '../tenant/realm.ts';
import type { RequestContext } from '../tenant/request-context.ts';

const secondsForApps = 2;
const hint = z.object({ iss: z.string(), aud: z.string() });

/**
 * RP-Initiated Logout 1.0 §2 as Entra does it: without a question, with or without a hint. Ends the
 * session, notifies the apps that registered for it, then redirects to a registered address with the
 * request's state.
 */
export async function signOut(
  { realm, provider, request, response }: RequestContext,
  parameters: ReadonlyMap<string, string>,
): Promise<void> {
  if (realm.tenant.dialect === 'b2c') requireAddress(parameters.get('post_logout_redirect_uri'));
  const ctx = provider.createContext(request, response);
  const session = await provider.Session.get(ctx);
  const frames = await framesFor(realm, session);
  if (session.accountId !== undefined) await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { signed: true, httpOnly: true });

  const { next, refusal, comparison } = await whereTo(realm, parameters);
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

async function framesFor(realm: Realm, session: Session): Promise<string[]> {
  const frames: string[] = [];
  for (const clientId of Object.keys(session.authorizations ?? {})) {
    const app = await realm.directory.registration(clientId);
    if (app?.frontChannelLogoutUri === undefined) continue;
    const address = new URL(app.frontChannelLogoutUri);
    address.searchParams.set('iss', realm.issuer);
    address.searchParams.set('sid', session.sidFor(clientId) ?? '');
    frames.push(address.href);
  }
  return frames;
}

async function whereTo(
  realm: Realm,
  parameters: ReadonlyMap<string, string>,
): Promise<Pick<SignedOutOptions, 'next' | 'refusal' | 'comparison'>> {
  const wanted = parameters.get('post_logout_redirect_uri');
  if (wanted === undefined) return { next: undefined, refusal: undefined };
  const apps = await appsAllowed(realm, parameters);
  if (apps === undefined) {
    return { next: undefined, refusal: 'the id_token_hint is not an ID token of this tenant.' };
  }
  // Azure AD B2C compares the address with the registration only if a hint names the app.
  const isChecked = realm.tenant.dialect !== 'b2c' || parameters.has('id_token_hint');
  if (isChecked && !apps.some((app) => isRegisteredRedirectUri(redirectUrisOf(app), wanted))) {
    const whose = apps.length === 1 ? `the app ${apps[0]?.clientId}` : 'any app of this tenant';
    const registered = [...new Set(apps.flatMap(redirectUrisOf))];
    const comparison = { name: 'post_logout_redirect_uri', sent: wanted, registered };
    const refusal = `${wanted} is not a registered redirect URI of ${whose}.`;
    return { next: undefined, refusal, comparison };
  }
  const next = new URL(wanted);
  const state = parameters.get('state');
  if (state !== undefined) next.searchParams.set('state', state);
  return { next: next.href, refusal: undefined };
}

/** The apps whose addresses may be used: the app that a hint or client ID names, or else all. */
async function appsAllowed(
  realm: Realm,
  parameters: ReadonlyMap<string, string>,
): Promise<Registration[] | undefined> {
  const idToken = parameters.get('id_token_hint');
  const named =
    idToken === undefined ? parameters.get('client_id') : await audienceOf(realm, idToken);
  if (idToken !== undefined && named === undefined) return undefined;
  if (named === undefined) return realm.directory.registrations();
  const app = await realm.directory.registration(named);
  return app === undefined ? [] : [app];
}

/** A hint may have expired (§4), but it must be one of ours. */
async function audienceOf(realm: Realm, idToken: string): Promise<string | undefined> {
  try {
    const keys = createLocalJWKSet({ keys: [realm.key.public] });
    const { payload } = await compactVerify(idToken, keys);
    const claims = hint.parse(JSON.parse(new TextDecoder().decode(payload)));
    return claims.iss === realm.issuer ? claims.aud : undefined;
  } catch {
    return undefined;
  }
}
