import { mistakesInPostLogoutRedirectUri, mistakesInRedirectUri } from './addresses.ts';
import { type TenantAddress, tenantAddressFrom } from './authority.ts';
import { type Credential, credentialFrom } from './credential.ts';
import {
  ConfigurationError,
  type Environment,
  type EnvironmentReader,
  environmentReader,
  isPlaceholder,
} from './environment.ts';
import { tenantTypeFrom } from './tenant-types.ts';

/** What the app and its tenant have agreed on. */
export interface Registration extends TenantAddress {
  clientId: string;
  credential: Credential;
  redirectUri: string;
  postLogoutRedirectUri: string;
  /** The second capability: present when ENDPOINT and SCOPE are set. */
  api?: { endpoint: string; scopes: readonly string[] };
}

// #region registration
/**
 * Checks the variables of `.env` before anything starts.
 * @throws ConfigurationError with one sentence for every mistake, not only for the first
 */
export function registrationFrom(environment: Environment): Registration {
  const reader = environmentReader(environment);
  const { read, need, mistakes } = reader;
  const tenantType = tenantTypeFrom(reader);
  const clientId = reader.needGuid(
    'CLIENT_ID',
    '"Application (client) ID" on the Overview page of your registration',
  );
  const redirectUri = need('REDIRECT_URI');
  const port = reader.wholeNumber('PORT', 3000, 1, 65_535);
  const postLogout = read('POST_LOGOUT_REDIRECT_URI');
  const tenant = tenantAddressFrom(tenantType, reader);
  mistakes.push(...mistakesInRedirectUri('REDIRECT_URI', redirectUri, port));
  mistakes.push(...mistakesInPostLogoutRedirectUri('POST_LOGOUT_REDIRECT_URI', postLogout));
  const credential = credentialFrom(reader);
  const api = apiFrom(reader);
  if (mistakes.length > 0 || credential === undefined) throw new ConfigurationError(mistakes);
  const postLogoutRedirectUri = postLogout ?? new URL('/goodbye', redirectUri).href;
  const registration = { ...tenant, clientId, credential, redirectUri, postLogoutRedirectUri };
  return { ...registration, ...(api && { api }) };
}
// #endregion registration

function apiFrom({ read, mistakes }: EnvironmentReader): Registration['api'] {
  const [endpoint, scope] = [read('ENDPOINT'), read('SCOPE')];
  if (!endpoint && !scope) return undefined;
  if (!endpoint || !scope) {
    mistakes.push('ENDPOINT and SCOPE belong together: set both to call an API, or neither.');
    return undefined;
  }
  const isSafe = /^(?:https:\/\/.|http:\/\/localhost[:/])/.test(endpoint) && URL.canParse(endpoint);
  if (!isSafe && !isPlaceholder(endpoint))
    mistakes.push(
      'ENDPOINT must begin with https://, because your access token is sent there; http:// is allowed on localhost only.',
    );
  return { endpoint, scopes: scope.split(/[\s,]+/) };
}
