import { z } from 'zod';
import { checkKeys } from '../configuration-conditions.ts';
import type { ServerMetadata, Setting } from '../setting.ts';
import { isJson } from '../token-request.ts';

const texts = z.array(z.string());
/** Members of RFC 8414, OpenID Connect Discovery, and their extensions, by the kind of their value. */
const kinds: readonly [z.ZodType, string][] = [
  [
    z.url(),
    `issuer authorization_endpoint token_endpoint jwks_uri registration_endpoint service_documentation
    op_policy_uri op_tos_uri revocation_endpoint introspection_endpoint userinfo_endpoint
    end_session_endpoint check_session_iframe pushed_authorization_request_endpoint
    device_authorization_endpoint`,
  ],
  [
    texts,
    `scopes_supported response_types_supported response_modes_supported grant_types_supported
    token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported
    ui_locales_supported code_challenge_methods_supported subject_types_supported
    id_token_signing_alg_values_supported userinfo_signing_alg_values_supported
    request_object_signing_alg_values_supported display_values_supported claim_types_supported
    claims_supported claims_locales_supported acr_values_supported prompt_values_supported`,
  ],
  [
    z.boolean(),
    `claims_parameter_supported request_parameter_supported request_uri_parameter_supported
    require_request_uri_registration frontchannel_logout_supported
    frontchannel_logout_session_supported backchannel_logout_supported
    backchannel_logout_session_supported tls_client_certificate_bound_access_tokens`,
  ],
  [z.record(z.string(), z.unknown()), 'mtls_endpoint_aliases'],
];
const known = new Map(
  kinds.flatMap(([kind, names]) => names.split(/\s+/).map((name) => [name, kind] as const)),
);

const listOf = (server: ServerMetadata, name: string): string[] | undefined =>
  texts.safeParse(server[name]).data;

const isHttps = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';

export async function discoveryEndpointVerification(setting: Setting): Promise<void> {
  const { log, discoveryUrl, document, server } = setting;
  log.check('EnsureDiscoveryEndpointResponseStatusCodeIs200', document.status === 200);
  log.check('CheckDiscoveryEndpointReturnedJsonContentType', isJson(document.headers));
  const path = '/.well-known/openid-configuration';
  const isRight = isHttps(discoveryUrl) && discoveryUrl.endsWith(path);
  log.check('CheckDiscEndpointDiscoveryUrl', isRight, discoveryUrl);
  const place = discoveryUrl.slice(0, -path.length);
  const { issuer } = server;
  log.check('CheckDiscEndpointIssuer', issuer.replace(/\/$/, '') === place, { issuer, place });
  const isPlain = isHttps(issuer) && !/[?#@]/.test(issuer);
  log.check('CheckDiscEndpointIssuerIsValidUrl', isPlain, issuer);
  const unknown = Object.keys(server).filter((name) => !known.has(name));
  const wrong = Object.entries(server).filter(
    ([name, value]) => known.get(name)?.safeParse(value).success === false,
  );
  log.check('ValidateServerMetadataAgainstSchema', wrong.length === 0, wrong);
  log.warn('CheckForUnexpectedParametersInServerMetadata', unknown.length === 0, unknown);
  checkLists(setting);
  checkAddresses(setting);
  await checkKeys(setting);
}

function checkLists({ log, server }: Setting): void {
  const has = (condition: string, name: string, isEnough: (values: string[]) => boolean) => {
    const values = listOf(server, name);
    log.check(condition, values !== undefined && isEnough(values), values);
  };
  const types = ['code', 'code id_token', 'id_token', 'token id_token', 'id_token token'];
  has('OIDCCCheckDiscEndpointResponseTypesSupported', 'response_types_supported', (values) =>
    values.some((value) => types.includes(value)),
  );
  has('CheckDiscEndpointSubjectTypesSupported', 'subject_types_supported', (values) =>
    values.some((value) => ['public', 'pairwise'].includes(value)),
  );
  has(
    'OIDCCCheckDiscEndpointIdTokenSigningAlgValuesSupported',
    'id_token_signing_alg_values_supported',
    (values) => values.includes('RS256'),
  );
  const claims = listOf(server, 'claims_supported');
  log.warn('OIDCCCheckDiscEndpointClaimsSupported', claims !== undefined, claims);
  const grants = server['grant_types_supported'];
  const isList = grants === undefined || (listOf(server, 'grant_types_supported') ?? []).length > 0;
  log.check('OIDCCCheckDiscEndpointGrantTypesSupported', isList, grants);
  const scopes = listOf(server, 'scopes_supported') ?? [];
  const hasOpenId = scopes.includes('openid');
  log.check('CheckDiscEndpointScopesSupportedContainsOpenId', hasOpenId, scopes);
  const areTokens = scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
  log.check('CheckDiscEndpointScopesSupportedSyntax', areTokens, scopes);
  const locales = ['ui_locales_supported', 'claims_locales_supported'].flatMap(
    (name) => listOf(server, name) ?? [],
  );
  const canonical = locales.filter((locale) => Intl.getCanonicalLocales(locale)[0] === locale);
  log.check('CheckDiscEndpointLocalesSyntax', locales.length === canonical.length, locales);
  log.warn('CheckDiscEndpointLocalesCanonicalCasing', locales.length === canonical.length);
  const methods = server['code_challenge_methods_supported'];
  const arePkce =
    methods === undefined ||
    (listOf(server, 'code_challenge_methods_supported') ?? []).some((method) =>
      ['S256', 'plain'].includes(method),
    );
  log.check('EnsureServerConfigurationCodeChallengeMethodsSupportedIsAnArray', arePkce, methods);
}

function checkAddresses({ log, server }: Setting): void {
  const { authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri } = server;
  const authorization = isHttps(authorization_endpoint);
  log.check('CheckDiscEndpointAuthorizationEndpoint', authorization, authorization_endpoint);
  log.check('CheckDiscEndpointTokenEndpoint', isHttps(token_endpoint), token_endpoint);
  log.check('CheckJwksUri', isHttps(jwks_uri), jwks_uri);
  // The suite recommends the endpoint, and insists on https where it exists.
  if (userinfo_endpoint === undefined) log.warn('CheckDiscEndpointUserinfoEndpoint', false);
  else log.check('CheckDiscEndpointUserinfoEndpoint', isHttps(userinfo_endpoint));
  const plain = Object.entries(server).filter(
    ([name, value]) => name.endsWith('_endpoint') && !isHttps(value),
  );
  log.check('CheckDiscEndpointAllEndpointsAreHttps', plain.length === 0, plain);
}
