import { SignInError } from '../errors/sign-in-error.ts';
import { boundedFetch } from '../network/bounded-fetch.ts';
import type { UserFlow } from '../registration/authority.ts';
import type { Registration } from '../registration/registration.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import { createClient } from './client.ts';
import { createDiscovery, type Provider } from './discovery.ts';
import { codeOfFailure } from './parts.ts';
import { tokenError } from './provider-error.ts';

interface AppOnlyOptions {
  fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** How long one request may take. */
  seconds?: number;
}

/** What the app can ask the identity provider for without a user. */
export interface AppOnly {
  /**
   * The metadata document, once every rule that a sign-in checks is met.
   * @throws SignInError
   */
  metadata(which?: { userFlow?: UserFlow }): Promise<Provider['metadata']>;
  /**
   * An access token of the app itself, by its own credential (RFC 6749 §4.4).
   * @param resource whose API the token is for, such as https://graph.microsoft.com
   * @throws SignInError
   */
  accessToken(resource: string): Promise<string>;
}

// #region app-only
/** For programs that look after the app: no user signs in, and no session is touched. */
export function appOnly(registration: Registration, options: AppOnlyOptions = {}): AppOnly {
  const { now = Date.now, seconds } = options;
  const send = boundedFetch(
    options.fetch ?? fetch,
    (why) => new SignInError(codeOfFailure[why.reason], why),
    seconds,
  );
  const discovery = createDiscovery(registration, send, now);
  const itself = withoutUserFlows(registration);
  const home = itself === registration ? discovery : createDiscovery(itself, send, now);

  return {
    async metadata(which) {
      const { metadata } = await discovery.read(which);
      return metadata;
    },
    async accessToken(resource) {
      const client = createClient(itself, await home.read(), send);
      const scopes = [`${resource.replace(/\/$/, '')}/.default`];
      const result = await client
        .acquireTokenByClientCredential({ scopes })
        .catch((error) => Promise.reject(tokenError(error)));
      if (result === null) throw new SignInError('access_token_missing', { detail: 'no result' });
      return result.accessToken;
    },
  };
}
// #endregion app-only

/**
 * A user flow is for users. The app itself gets its tokens where the directory under an Azure AD B2C tenant
 * is, which is a tenant like any other there.
 */
function withoutUserFlows(registration: Registration): Registration {
  if (!tenantTypeRows[registration.tenantType].hasUserFlows) return registration;
  const { userFlows: _, ...others } = registration;
  const { origin, pathname } = new URL(registration.authority);
  const [tenant = ''] = pathname.split('/').filter(Boolean);
  const host = registration.isPractice ? origin : 'https://login.microsoftonline.com';
  return { ...others, tenantType: 'entra-id', authority: `${host}/${tenant}` };
}
