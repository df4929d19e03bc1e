import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import { accountTypeOf } from '../registration/account-types.ts';
import { isGuid } from '../registration/environment.ts';
import type { Registration } from '../registration/registration.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import type { CookieJar } from '../session/cookie.ts';
import { safeReturnTo } from '../session/origin.ts';
import type { Parts } from './parts.ts';
import { authorizationError } from './provider-error.ts';
import { sameText } from './same-text.ts';

const secondsToLive = 60 * 60;

/** What the cookie holds while an administrator decides. */
export const AdminConsent = z.object({ state: z.string(), returnTo: z.string() });

export interface AdminConsentRequest {
  /**
   * The tenant to consent for, by its ID or a domain. Without one, it's the app's own tenant, or with an
   * authority for several tenants, that of the account which is used there.
   */
  tenant?: string | undefined;
  /** A path of this app; anything else becomes '/'. */
  returnTo?: string | undefined;
}

/** Whether an administrator can consent by a link. Personal accounts have none. */
export const hasAdminConsent = ({ tenantType, authority }: Registration): boolean =>
  tenantTypeRows[tenantType].hasAccountTypes && accountTypeOf(authority) !== 'consumers';

const isTenantName = (text: string | undefined): text is string =>
  text !== undefined && (isGuid(text) || /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text));

/** Every user needs these, whatever else the app asks for. */
const openIdScopes = ['openid', 'profile', 'offline_access'];

/** The page of the tenant that is named, where the authority has its sign-in page. */
function consentPage(authorizationEndpoint: string, tenant: string): URL {
  const url = new URL(authorizationEndpoint);
  url.pathname = url.pathname.replace(
    /[^/]+\/oauth2\/v2\.0\/authorize$/,
    `${tenant}/v2.0/adminconsent`,
  );
  return url;
}

export function createAdminConsent({ registration, discovery, adminConsents }: Parts) {
  const { authority, clientId, redirectUri, api } = registration;
  // Personal accounts can't consent for a tenant, so /common isn't accepted there.
  const ownTenant = registration.allowedTenants
    ? 'organizations'
    : (new URL(authority).pathname.split('/')[1] ?? '');

  return {
    // #region admin-consent
    /** Where an administrator consents once for all users of a tenant. */
    async adminConsent(cookies: CookieJar, request: AdminConsentRequest = {}): Promise<URL> {
      if (!hasAdminConsent(registration))
        throw new TypeError('In this tenant, no administrator consents by a link.');
      const tenant = isTenantName(request.tenant) ? request.tenant : ownTenant;
      const { metadata } = await discovery.read();
      const url = consentPage(metadata.authorization_endpoint, tenant);
      const state = randomBytes(32).toString('base64url');
      const returnTo = safeReturnTo(request.returnTo);
      await adminConsents.write(cookies, { state, returnTo }, secondsToLive);
      url.searchParams.set('client_id', clientId);
      url.searchParams.set('scope', [...openIdScopes, ...(api?.scopes ?? [])].join(' '));
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('state', state);
      return url;
    },
    // #endregion admin-consent

    // #region admin-consented
    /**
     * Whether a response is to that, and where to go on; undefined if it belongs to a sign-in. Anyone can make
     * up such an address, so it changes nothing: the next sign-in shows what the administrator allowed.
     */
    async adminConsented(cookies: CookieJar, url: URL): Promise<{ returnTo: string } | undefined> {
      const answer = url.searchParams;
      const asked = await adminConsents.read(cookies);
      const [state, ...more] = answer.getAll('state');
      const isAsked = asked !== undefined && more.length === 0 && sameText(state, asked.state);
      if (!isAsked && !answer.has('admin_consent')) return undefined;
      if (isAsked) adminConsents.clear(cookies);
      const returnTo = isAsked ? asked.returnTo : '/';
      if (!answer.has('error')) return { returnTo };
      const error = authorizationError(answer);
      throw new SignInError(refusals.includes(error.code) ? 'admin_consent_missing' : error.code, {
        ...error,
        returnTo,
      });
    },
    // #endregion admin-consented
  };
}

/** For each of these refusals, what's missing is the consent. */
const refusals = ['access_denied', 'sign_in_denied', 'consent_required', 'provider_refused'];
