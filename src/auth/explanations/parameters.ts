/**
 * How much of a value the trace keeps.
 * - `full`: harmless, kept as it is (cut when it is very long)
 * - `start`: the first characters, enough to recognise it again in the next message
 * - `never`: nothing but its length
 * - `token`: decoded, claim by claim; the token itself is dropped
 */
export type Shown = 'full' | 'start' | 'never' | 'token';

export interface Explanation {
  /** One line for a learner. */
  text: string;
  shown: Shown;
}

const full = (text: string): Explanation => ({ text, shown: 'full' });
const start = (text: string): Explanation => ({ text, shown: 'start' });
const never = (text: string): Explanation => ({ text, shown: 'never' });
const token = (text: string): Explanation => ({ text, shown: 'token' });

/**
 * Every parameter that crosses the wire in a sign-in, a renewal, an API call or a sign-out.
 * It is also the allow-list of the trace: a value whose name is missing here is not kept.
 */
export const parameters: Readonly<Record<string, Explanation>> = {
  // What the form on this site sends.
  tenantType: full('Which tenant type you want to sign in to.'),
  returnTo: full('Where on this site you come back to. Addresses of other sites are ignored.'),
  userFlow: full(
    'Which B2C user flow you start: sign-up and sign-in, edit profile or password reset.',
  ),
  scopes: full('The permissions you ask for beyond the usual ones.'),
  loginHint: full('The account you want to use; the provider may skip the question.'),

  // Authorization request: OpenID Connect Core §3.1.2.1, RFC 7636, and Microsoft's additions.
  client_id: full('Which registration is asking. It is public; it proves nothing.'),
  response_type: full('“code”: the provider hands the browser a one-time code, never a token.'),
  response_mode: full(
    'How the answer comes back: “query” puts it in the address of the redirect URI.',
  ),
  redirect_uri: full('Where the answer goes. It must equal a redirect URI of the registration.'),
  scope: full(
    'The permissions: “openid” makes this a sign-in, the others name what the tokens are for.',
  ),
  state: start('Ties the answer to this browser and this attempt. The app refuses any other.'),
  nonce: start(
    'Comes back inside the ID token, so that an ID token of another attempt is refused.',
  ),
  code_challenge: start(
    'PKCE: the SHA-256 of a secret that the app keeps until it redeems the code.',
  ),
  code_challenge_method: full('“S256”: the challenge is a hash, so it may be seen.'),
  prompt: full(
    'Whether the provider must ask something: “select_account” shows the account picker.',
  ),
  login_hint: full('The username to start with.'),
  domain_hint: full(
    'Sends you straight to one organization’s or one social provider’s sign-in page.',
  ),
  max_age: full('How old, in seconds, your sign-in at the provider may be before it asks again.'),
  ui_locales: full('The languages you prefer for the provider’s pages.'),
  claims: full(
    'Claims or capabilities the app asks for; “cp1” says that it handles claims challenges.',
  ),
  client_info: start('Asks for, or carries, the IDs by which MSAL files the account in its cache.'),
  'client-request-id': full('A number for this request, to look it up in the provider’s logs.'),
  'x-client-SKU': full('Which library sends this: MSAL for Node.js.'),
  'x-client-VER': full('The version of that library.'),
  'x-client-OS': full('The operating system of the app’s server.'),
  'x-client-CPU': full('The processor of the app’s server.'),
  'x-app-name': full('The name of the app, for the provider’s telemetry.'),
  'x-app-ver': full('The version of the app, for the provider’s telemetry.'),
  'x-client-current-telemetry': full('MSAL’s telemetry: which call of the library this is.'),
  'x-client-last-telemetry': full('MSAL’s telemetry: how its last calls went.'),
  'x-ms-lib-capability': full('Tells the provider that the library can obey “retry after”.'),
  'x-AnchorMailbox': start(
    'Helps Microsoft route the request to a server near your account’s data.',
  ),
  clidata: full('Asks for data about the account’s home that MSAL keeps beside it.'),
  instance_aware: full('Asks the provider to name the national cloud you belong to.'),
  p: full('The B2C user flow, when it is not in the path.'),

  // Authorization response: RFC 6749 §4.1.2, RFC 9207.
  code: never(
    'The authorization code: good for one use, for a few minutes, only with the verifier and the app’s credential.',
  ),
  session_state: start('Identifies your session at the provider. This app does not need it.'),
  iss: full('Who answers. The app compares it with the provider that it asked.'),
  error: full('The kind of failure, as a word that code may decide on.'),
  error_description: full('The same for people. Texts change: code must not decide on them.'),
  error_subcode: full('A closer word for the failure, for example “cancel”.'),
  suberror: full('A closer word for the failure that code may decide on.'),
  error_codes: full('The numbers of Microsoft’s error reference.'),
  error_uri: full('Where the provider explains the error.'),
  timestamp: full('When the provider failed.'),
  trace_id: full('The provider’s number for this failure; support asks for it.'),
  correlation_id: full('Joins the provider’s log lines of one sign-in; support asks for it.'),

  // Token request: RFC 6749 §4.1.3 and §6, RFC 7636 §4.5, RFC 7523.
  grant_type: full('What is traded for tokens: a code (“authorization_code”) or a refresh token.'),
  code_verifier: never(
    'PKCE: the secret behind the challenge. A stolen code is useless without it.',
  ),
  client_secret: never(
    'Proves that the app is the one registered. In production a certificate is better.',
  ),
  client_assertion: token(
    'A short-lived signed statement with which the app proves who it is, instead of a secret.',
  ),
  client_assertion_type: full('Says that the assertion is a JWT.'),
  refresh_token: never('Gets new tokens without asking you. It stays on the server, encrypted.'),

  // Token response: RFC 6749 §5.1.
  token_type: full('“Bearer”: whoever holds the access token can use it, so it must not leak.'),
  expires_in: full('Seconds until the access token expires.'),
  ext_expires_in: full('Seconds for which it may be used further while the provider is down.'),
  refresh_token_expires_in: full('Seconds until the refresh token expires.'),
  id_token_expires_in: full('Seconds until the ID token expires.'),
  expires_on: full('When the access token expires, in seconds since 1970.'),
  not_before: full('From when the access token is valid, in seconds since 1970.'),
  resource: full('The API that the access token is for.'),
  id_token: token('Says who you are. It is for this app, which verifies it before believing it.'),
  access_token: token(
    'Opens the API. It is for the API: the app passes it on and must not read it.',
  ),
  profile_info: start('B2C: your profile once more, encoded.'),

  // OpenID Connect discovery: the fields an app uses.
  issuer: full('The name of the provider. ID tokens must carry exactly this in “iss”.'),
  authorization_endpoint: full('Where the browser is sent to sign in.'),
  token_endpoint: full('Where the app redeems codes and refresh tokens.'),
  end_session_endpoint: full('Where the browser is sent to sign out.'),
  jwks_uri: full('Where the provider publishes the keys that verify its tokens.'),
  userinfo_endpoint: full(
    'Where an app could ask for your profile; this one reads the ID token instead.',
  ),
  device_authorization_endpoint: full('For devices without a browser; not used here.'),
  response_types_supported: full('What the provider can answer with.'),
  response_modes_supported: full('How it can bring the answer back.'),
  subject_types_supported: full(
    '“pairwise”: every app gets another “sub” for you, so that apps cannot compare notes.',
  ),
  id_token_signing_alg_values_supported: full(
    'How ID tokens are signed. The app allows RS256 only.',
  ),
  scopes_supported: full('The scopes that every provider of this kind knows.'),
  claims_supported: full('Claims that may stand in an ID token.'),
  token_endpoint_auth_methods_supported: full('How an app may prove who it is.'),
  token_endpoint_auth_signing_alg_values_supported: full(
    'How an app’s own assertion may be signed.',
  ),
  prompt_values_supported: full('What “prompt” may ask for.'),
  grant_types_supported: full('What may be traded for tokens.'),
  code_challenge_methods_supported: full('The forms of PKCE that the provider knows.'),
  authorization_response_iss_parameter_supported: full(
    'The provider names itself in every answer (RFC 9207); the app then insists on it.',
  ),
  request_uri_parameter_supported: full(
    'Whether a request may be passed by reference; not used here.',
  ),
  frontchannel_logout_supported: full(
    'The provider can tell other apps in this browser that you signed out.',
  ),
  frontchannel_logout_session_supported: full('It then also names the session.'),
  http_logout_supported: full('Microsoft’s older name for front-channel sign-out.'),
  tenant_region_scope: full('The region of the tenant.'),
  cloud_instance_name: full('The name of the cloud the tenant lives in.'),
  cloud_graph_host_name: full('The host of that cloud’s directory API.'),
  msgraph_host: full('The host of Microsoft Graph in that cloud.'),
  rbac_url: full('A service for role assignments; not used here.'),
  kerberos_endpoint: full('For Kerberos tickets from the cloud; not used here.'),
  mtls_endpoint_aliases: full('Endpoints for clients that use TLS certificates; not used here.'),
  tls_client_certificate_bound_access_tokens: full(
    'Whether access tokens can be bound to a TLS certificate.',
  ),

  // A published key: RFC 7517.
  kid: full('The name of the key. A token’s header says which one signed it.'),
  kty: full('The kind of key.'),
  use: full('What the key is for: “sig”, signatures.'),
  alg: full('The algorithm of the signature.'),
  n: start('The public key’s number. It can verify a signature, not make one.'),
  e: full('The other half of the public key.'),
  x5t: full('The fingerprint of the key’s certificate.'),
  x5c: start('The key’s certificate.'),

  // Sign-out: OpenID Connect RP-Initiated Logout §2.
  post_logout_redirect_uri: full(
    'Where the provider sends you after signing out. It must be registered.',
  ),
  id_token_hint: token('Tells the provider whose session to end.'),
  logout_hint: start('Tells the provider which account signs out, so that it need not ask.'),

  // HTTP headers worth a look.
  location: full('Where the browser goes next.'),
  authorization: token('The access token, as “Bearer …”. Only the API sees it.'),
  accept: full('The kind of answer the app wants.'),
  'content-type': full('The kind of body.'),
  'retry-after': full('How many seconds to wait before asking again.'),
  'www-authenticate': full('Why the API refuses, and what a token must have.'),
};

/** What stands beside a value whose name the table lacks. */
export const unknownParameter: Explanation = never(
  'The trace does not know this name, so it keeps nothing of the value.',
);

export function explainParameter(name: string): Explanation {
  return Object.hasOwn(parameters, name)
    ? (parameters[name] ?? unknownParameter)
    : unknownParameter;
}
