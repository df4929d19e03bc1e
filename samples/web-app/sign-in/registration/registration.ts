import { type TenantAddress, tenantAddressFrom } from './authority.ts';
import { type Credential, credentialFrom } from './credential.ts';
import {
  ConfigurationError,
  type Environment,
  type EnvironmentReader,
  environmentReader,
  isPlaceholder,
} from './environment.ts';
import { isLocal, mistakesInRedirectUri, ownPaths, routeOf } from './redirect-uri.ts';
import { tenantTypeFrom } from './tenant-types.ts';

/** What the app and its tenant have agreed on. */
export interface Registration extends TenantAddress {
  clientId: string;
  credential: Credential;
  redirectUri: string;
  postLogoutRedirectUri: string;
  /** The API that the app calls: present when ENDPOINT and SCOPE are set. */
  api?: { endpoint: string; scopes: readonly string[] };
}

// #region registration
/**
 * Checks the variables of `.env` before anything starts.
 * @throws ConfigurationError with one sentence for every mistake, not just the first
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
  const port = listeningPort(reader);
  const postLogout = read('POST_LOGOUT_REDIRECT_URI');
  const tenant = tenantAddressFrom(tenantType, reader);
  mistakes.push(...mistakesInRedirectUri(redirectUri, port));
  mistakes.push(...mistakesInPostLogoutRedirectUri(postLogout, redirectUri));
  const credential = credentialFrom(reader);
  const api = apiFrom(reader);
  if (mistakes.length > 0 || credential === undefined) throw new ConfigurationError(mistakes);
  const postLogoutRedirectUri = postLogout ?? new URL('/goodbye', redirectUri).href;
  const registration = { ...tenant, clientId, credential, redirectUri, postLogoutRedirectUri };
  return { ...registration, ...(api && { api }) };
}
// #endregion registration

/**
 * The port to listen on: `PORT`, or without it the port of a redirect URI on this machine, so that one
 * variable moves the app.
 */
export function listeningPort({ read, wholeNumber }: EnvironmentReader): number {
  const { protocol, port } = URL.parse(read('REDIRECT_URI') ?? '') ?? {};
  return wholeNumber('PORT', protocol === 'http:' && port ? Number(port) : 3000, 1, 65_535);
}

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
      'ENDPOINT must begin with https://, because the app sends your access token there; http:// is allowed only for localhost.',
    );
  return { endpoint, scopes: scope.split(/[\s,]+/) };
}

function mistakesInPostLogoutRedirectUri(uri: string | undefined, redirectUri: string): string[] {
  if (!uri || isPlaceholder(uri)) return [];
  const url = URL.parse(uri);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))))
    return [
      'POST_LOGOUT_REDIRECT_URI must be a full address that begins with https://; http:// is allowed only for localhost.',
    ];
  if (url.host !== URL.parse(redirectUri)?.host) return [];
  if (url.protocol === 'https:' && isLocal(url))
    return [
      `POST_LOGOUT_REDIRECT_URI begins with https://, but on ${url.hostname} this app serves http: use http://${url.host}${url.pathname}.`,
    ];
  if (![routeOf(redirectUri), ...ownPaths].includes(routeOf(uri))) return [];
  return [
    'POST_LOGOUT_REDIRECT_URI is an address where the app expects something else: remove the variable, and register the address of /goodbye.',
  ];
}
