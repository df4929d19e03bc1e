import { grantTypes } from '../directory/grant-types.ts';
import type { Registration, SharedName, Tenant } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import { enabledParts } from '../directory/response-types.ts';
import { isOpenIdScope, resourcesOf, scopeList, shortScope } from '../directory/scopes.ts';
import { EntraError } from '../errors/entra-error.ts';

/** Where an app's accounts are asked about: the code depends on the endpoint. */
export type AsksForAccounts = 'authorize' | 'token';

/**
 * Whether the app is for the accounts that the address is about: those of a tenant, or of several.
 * @param tenant undefined while it isn't known
 * @param shared the word that the request has in place of a tenant
 * @param name what the pages call the app
 * @throws EntraError AADSTS50194, AADSTS9002331, AADSTS9002346, unauthorized_client
 */
export function requireSupportedAccounts(
  app: Registration | undefined,
  tenant: Tenant | undefined,
  shared: SharedName | undefined,
  endpoint: AsksForAccounts,
  name: string | undefined = app?.name,
): void {
  const isPersonal = tenant?.isPersonal === true || shared === 'consumers';
  const registered = app === undefined ? [] : [accountsOf(app)];
  const comparison = { name: 'account types', sent: shared ?? tenant?.domain, registered };
  if (isPersonal && app?.personalAccounts !== true) {
    throw new EntraError('unauthorized_client', {}, comparison);
  }
  if (app === undefined || isPersonal) return;
  const { clientId: client } = app;
  if (app.audience === 'personalAccounts') {
    const code = endpoint === 'authorize' ? 'AADSTS9002346' : 'AADSTS9002331';
    throw new EntraError(code, { client, name: name ?? client }, comparison);
  }
  if (shared === undefined || app.audience === 'anyTenant') return;
  throw new EntraError('AADSTS50194', { client, endpoint: shared }, comparison);
}

/** In words, for the developer. */
function accountsOf({ audience, personalAccounts = false }: Registration): string {
  if (audience === 'personalAccounts') return 'personal accounts only';
  if (audience === 'thisTenant') return 'accounts in this tenant only';
  return personalAccounts
    ? 'accounts in any tenant and personal accounts'
    : 'accounts in any tenant';
}

/** An app without a redirect URI signs nobody in. @throws EntraError AADSTS500113 */
export function requireRedirectUri(app: Registration | undefined, sent: string | null): void {
  if (app === undefined || redirectUrisOf(app).length > 0) return;
  const values = { client: app.clientId, uri: sent ?? '' };
  const comparison = { name: 'redirect_uri', sent: sent ?? undefined, registered: [] };
  throw new EntraError('AADSTS500113', values, comparison);
}

/**
 * `resource` belongs to the older endpoints; here a scope names its API. Azure AD B2C never had it and
 * ignores it. @throws EntraError AADSTS901002
 */
export function refuseResource({ dialect }: Tenant, resource: string | null | undefined): void {
  if (dialect === 'b2c' || resource === null || resource === undefined) return;
  throw new EntraError('AADSTS901002', { name: 'resource' });
}

/** A parameter is sent once (RFC 6749 §3.1). @throws EntraError AADSTS9000411 */
export function refuseDuplicates(sent: URLSearchParams): void {
  const names = [...sent.keys()];
  const name = names.find((each, index) => names.indexOf(each) !== index);
  if (name !== undefined) throw new EntraError('AADSTS9000411', { name });
}

/**
 * The authorization endpoint gives tokens to an app whose registration says so. Of a combination, the
 * error names the part that isn't enabled. @throws EntraError AADSTS700051, AADSTS700054
 */
export function requireEnabled(app: Registration, asked: readonly string[]): void {
  const enabled: readonly string[] = enabledParts(app);
  const part = asked.find((each) => !enabled.includes(each));
  if (part === undefined) return;
  const code = part === 'token' ? 'AADSTS700051' : 'AADSTS700054';
  const comparison = { name: 'response_type', sent: asked.join(' '), registered: enabled };
  throw new EntraError(code, { type: part }, comparison);
}

/** OpenID Connect allows several; only Azure AD B2C takes them. @throws EntraError AADSTS90023 */
export function requireOnePrompt({ dialect }: Tenant, sent: unknown): void {
  if (dialect === 'b2c' || scopeList(sent).length < 2) return;
  const comparison = { name: 'prompt', sent: String(sent), registered: ['one value at a time'] };
  throw new EntraError('AADSTS90023', {}, comparison);
}

/**
 * An access token from the authorization endpoint is for the one API that the scopes name.
 * @throws EntraError AADSTS28000, AADSTS28002
 */
export function requireScopeOfToken(scope: string): void {
  requireScopesOfOneResource(scope);
  if (resourcesOf(scopeList(scope)).length > 0) return;
  const registered = ['a scope of an API beside those of OpenID Connect'];
  throw new EntraError('AADSTS28002', { scope }, { name: 'scope', sent: scope, registered });
}

/** Comes before the app's credential is checked, which depends on the grant. @throws EntraError AADSTS70003 */
export function requireGrantOf({ grants }: Tenant, grant: string | undefined): void {
  const standard = grant === 'device_code' ? grantTypes.deviceCode : grant;
  if (grant === undefined || standard === undefined || grants.includes(standard)) return;
  throw new EntraError(
    'AADSTS70003',
    { grant },
    { name: 'grant_type', sent: grant, registered: grants },
  );
}

/** The endpoint for all accounts has personal ones, too, which have no password grant. @throws EntraError AADSTS9001023 */
export function refusePasswordAtCommon(
  grant: string | undefined,
  endpoint: string | undefined,
): void {
  if (grant !== grantTypes.password || endpoint !== 'common') return;
  const registered = ['/organizations', "the tenant's own endpoint"];
  throw new EntraError('AADSTS9001023', {}, { name: 'endpoint', sent: '/common', registered });
}

/** Without a user, nothing but the address can name the tenant. @throws EntraError AADSTS50059 */
export function requireTenantWithoutUser(grant: string | undefined, shared: SharedName): void {
  if (grant !== 'client_credentials') return;
  const comparison = {
    name: 'endpoint',
    sent: `/${shared}`,
    registered: ["the tenant's own endpoint"],
  };
  throw new EntraError('AADSTS50059', {}, comparison);
}

/**
 * Without a user there is no consent to a single scope: an app asks for everything that an administrator
 * granted, with `/.default` after the API.
 * @throws EntraError AADSTS900144, AADSTS1002012
 */
export function requireDefaultScope(fields: ReadonlyMap<string, string>): void {
  if (fields.get('grant_type') !== 'client_credentials') return;
  const scope = fields.get('scope') ?? '';
  const [wanted, ...more] = scopeList(scope);
  if (wanted === undefined) throw new EntraError('AADSTS900144', { field: 'scope' });
  if (wanted.endsWith('/.default') && more.length === 0) return;
  const registered = ['one scope that ends in /.default'];
  throw new EntraError('AADSTS1002012', { scope }, { name: 'scope', sent: scope, registered });
}

/**
 * An access token is for one API, so a token request names the scopes of one. An authorization request
 * may name more: it collects consent. @throws EntraError AADSTS28000
 */
export function requireScopesOfOneResource(scope: string | undefined): void {
  const resources = resourcesOf(scopeList(scope));
  if (scope === undefined || resources.length < 2) return;
  const registered = resources.map((uri) => `one request with the scopes of ${uri}`);
  throw new EntraError('AADSTS28000', { scope }, { name: 'scope', sent: scope, registered });
}

/** `.default` asks for what is configured, and any other scope for more than that. @throws EntraError AADSTS70011 */
export function refuseDefaultBesideOthers(scope: string | undefined): void {
  const wanted = scopeList(scope).filter((each) => !isOpenIdScope(each));
  const defaults = wanted.filter((each) => shortScope(each) === '.default');
  if (scope === undefined || defaults.length === 0 || defaults.length === wanted.length) return;
  const registered = ['.default alone', 'single scopes without .default'];
  throw new EntraError('AADSTS70011', { scope }, { name: 'scope', sent: scope, registered });
}
