import { randomBytes } from 'node:crypto';
import { isSameTenant, tenantIdIn } from '../registration/authority.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import type { CookieJar } from '../session/cookie.ts';
import { safeReturnTo } from '../session/origin.ts';
import { userKey } from '../session/user-key.ts';
import { cachedIdToken } from './cached-tokens.ts';
import { isPossibleIssuer } from './issuer.ts';
import type { Parts } from './parts.ts';
import { sameText } from './same-text.ts';

const secondsToLive = 10 * 60;

export interface SignOutRequest {
  /** A path of this app; anything else becomes '/'. */
  returnTo?: string | undefined;
  /** Also ends this user's sessions in all other browsers. */
  everywhere?: boolean;
}

export interface SignedOut {
  confirmed: boolean;
  returnTo: string;
}

export function createSignOut(parts: Parts) {
  const { registration, discovery, transactions, sessions, signOuts } = parts;
  const { postLogoutRedirectUri, tenantType } = registration;
  const { signOutTakesIdToken } = tenantTypeRows[tenantType];

  let isSidMissing = false;
  /** Once: anyone can open this address. */
  function noteMissingSid(): void {
    if (!isSidMissing)
      parts.log('sid_missing: a front-channel sign-out names no session, so none ended here.');
    isSidMissing = true;
  }

  return {
    // #region sign-out
    /** The session here ends first: it is over even if the identity provider never responds. */
    async signOut(cookies: CookieJar, request: SignOutRequest = {}): Promise<URL> {
      const presented = await sessions.presented(cookies);
      const [session] = presented;
      // A B2C tenant can require it. It isn't sent where no tenant asks: an address shows the user's claims.
      const tokens = signOutTakesIdToken && session ? await sessions.tokensOf(session) : undefined;
      if (request.everywhere)
        for (const { user } of presented) await sessions.endAll(userKey(user));
      await sessions.end(cookies);
      transactions.clearAll(cookies);

      const state = randomBytes(32).toString('base64url');
      const returnTo = safeReturnTo(request.returnTo);
      await signOuts.write(cookies, { state, returnTo }, secondsToLive);

      const provider = await discovery.read(session?.user).catch(() => undefined);
      const endSession = provider?.metadata.end_session_endpoint;
      // OpenID Connect RP-Initiated Logout §2. If the identity provider can't be asked, go straight to the last page.
      if (endSession === undefined) return new URL(postLogoutRedirectUri);
      const url = new URL(endSession);
      url.searchParams.set('post_logout_redirect_uri', postLogoutRedirectUri);
      url.searchParams.set('client_id', registration.clientId);
      url.searchParams.set('state', state);
      const hint = tokens && cachedIdToken(tokens);
      if (hint) url.searchParams.set('id_token_hint', hint);
      return url;
    },
    // #endregion sign-out

    // #region signed-out
    /** Anyone can link to the page after sign-out; only the state shows that this browser signed out. */
    async signedOut(cookies: CookieJar, url: URL): Promise<SignedOut> {
      const signOut = await signOuts.read(cookies);
      const [state, ...more] = url.searchParams.getAll('state');
      if (signOut === undefined || more.length > 0 || !sameText(state, signOut.state))
        return { confirmed: false, returnTo: '/' };
      signOuts.clear(cookies);
      if ((await sessions.read(cookies)) !== undefined) return { confirmed: false, returnTo: '/' };
      return { confirmed: true, returnTo: signOut.returnTo };
    },
    // #endregion signed-out

    // #region front-channel-logout
    /** OpenID Connect Front-Channel Logout §3: `sid` names the session; Microsoft Entra sends no `iss`. */
    async frontChannelLogout(url: URL): Promise<void> {
      const [sid, ...more] = url.searchParams.getAll('sid');
      const iss = url.searchParams.get('iss');
      if (!sid || more.length > 0) {
        noteMissingSid();
        return;
      }
      if (iss === null) return sessions.endBySid(sid);
      const { issuer } = (await discovery.read()).metadata;
      if (!isPossibleIssuer(issuer, iss) && !isSameTenant(issuer, iss)) return;
      await sessions.endBySid(sid, tenantIdIn(iss));
    },
    // #endregion front-channel-logout
  };
}
