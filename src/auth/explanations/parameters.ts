import { faultHeader, faultParameter } from '../faults/demo-faults.ts';

/**
 * How much of a value the trace keeps.
 * - `full`: harmless, kept as it is (cut when it is very long)
 * - `start`: the first characters, enough to recognize it in the next message
 * - `never`: nothing but its length
 * - `token`: decoded, claim by claim; the token itself is dropped
 */
export type Shown = 'full' | 'start' | 'never' | 'token';

export interface Explanation {
  /** One line for the reader. */
  text: string;
  shown: Shown;
  /** It can tell who someone is; trace/personal-values.ts has the rule. */
  personal?: true;
}

const full = (text: string): Explanation => ({ text, shown: 'full' });
const start = (text: string): Explanation => ({ text, shown: 'start' });
const never = (text: string): Explanation => ({ text, shown: 'never' });
const token = (text: string): Explanation => ({ text, shown: 'token' });
const personal = (shown: Explanation): Explanation => ({ ...shown, personal: true });

/**
 * Every parameter that crosses the wire in a sign-in, a renewal, an API call or a sign-out.
 * It is also the allow-list of the trace: a value whose name is missing here is not kept.
 */
export const parameters: Readonly<Record<string, Explanation>> = {
  // What the form on this site sends.
  demo: full('Which of this site’s demos you use.'),
  returnTo: full('Where on this site you come back to. Addresses of other sites are ignored.'),
  userFlow: full(
    'Which B2C user flow you start: sign-up and sign-in, edit profile, or password reset.',
  ),
  scopes: full('The permissions you ask for beyond the usual ones.'),
  loginHint: personal(
    full('The account you want to use, so that the identity provider may not have to ask.'),
  ),

  // What only the practice tenant takes.
  [faultParameter]: full(
    'What you chose to let fail. Only the practice tenant has this parameter.',
  ),
  [faultHeader]: full('What you chose to let fail. Only the practice tenant reads this header.'),

  // Authorization request: OpenID Connect Core §3.1.2.1, RFC 7636, and Microsoft's additions.
  client_id: full('Which registration is asking. It’s public and proves nothing.'),
  response_type: full(
    '“code”: the identity provider gives the browser a one-time code, never a token.',
  ),
  response_mode: full(
    'How the response comes back: “query” puts it into the address of the redirect URI.',
  ),
  redirect_uri: full(
    'Where the response goes. It must match a redirect URI of the registration exactly.',
  ),
  scope: full(
    'The permissions: “openid” makes this a sign-in, and the others name what the tokens are for.',
  ),
  state: start(
    'Ties the response to this browser and this attempt. The app refuses a response with any other value.',
  ),
  nonce: start(
    'Comes back inside the ID token, so that an ID token from another attempt is refused.',
  ),
  code_challenge: start(
    'PKCE: the SHA-256 hash of a secret that the app keeps until it redeems the code.',
  ),
  code_challenge_method: full('“S256”: the challenge is a hash, so it may be seen.'),
  prompt: full(
    'What the identity provider must ask, even with a session: “select_account” shows the account picker.',
  ),
  login_hint: personal(full('The username that the sign-in page starts with.')),
  domain_hint: personal(
    full(
      'Takes you straight to the sign-in page of one organization or one social identity provider.',
    ),
  ),
  max_age: full(
    'How many seconds old your sign-in may be before the identity provider asks again.',
  ),
  ui_locales: full('The languages you prefer for the sign-in pages.'),
  claims: full(
    'Claims or capabilities that the app asks for; “cp1” means that it handles claims challenges.',
  ),
  client_info: personal(
    start('Asks for, or carries, the IDs under which MSAL caches the account.'),
  ),
  'client-request-id': full('An ID for this request, to find it in the identity provider’s logs.'),
  'x-client-SKU': full('Which library sends this: MSAL for Node.js.'),
  'x-client-VER': full('The version of that library.'),
  'x-app-name': full('The app’s name, for the identity provider’s telemetry.'),
  'x-app-ver': full('The app’s version, for the identity provider’s telemetry.'),
  'x-client-current-telemetry': full('MSAL’s telemetry: which of its calls this is.'),
  'x-client-last-telemetry': full('MSAL’s telemetry: how its last calls went.'),
  'x-ms-lib-capability': full(
    'Tells the identity provider that the library waits when it’s told to (“retry after”).',
  ),
  'x-AnchorMailbox': personal(
    start('Helps Microsoft route the request to a server near your account’s data.'),
  ),
  clidata: full('Tells the identity provider that MSAL accepts extra data in the response.'),
  instance_aware: full('Asks the identity provider to name the national cloud you belong to.'),
  p: full('The B2C user flow, if it isn’t in the path.'),

  // Authorization response: RFC 6749 §4.1.2, RFC 9207.
  code: never(
    'The authorization code. It works once, for about ten minutes, and only with the verifier and the app’s credential.',
  ),
  session_state: personal(
    start('Identifies your session at the identity provider. This app doesn’t need it.'),
  ),
  iss: full('Who sent the response. The app compares it with the identity provider that it asked.'),
  error: full('The kind of failure, as a word that code can decide on.'),
  error_description: personal(
    full('The same for people. The text can change, so code mustn’t decide on it.'),
  ),
  error_subcode: full('A more exact word for the failure, for example “cancel”.'),
  suberror: full('A more exact word for the failure, which code can decide on.'),
  error_codes: full('The numbers in Microsoft’s error reference.'),
  admin_consent: full('“True”: an administrator has agreed for their whole organization.'),
  tenant: full(
    'The organization whose administrator agreed. Anyone can write it into an address, so the app doesn’t rely on it.',
  ),
  error_uri: personal(full('Where the identity provider explains the error.')),
  timestamp: full('When the failure happened at the identity provider.'),
  trace_id: full('The identity provider’s ID for this failure; support asks for it.'),
  correlation_id: full('Connects the log lines of one sign-in; support asks for it.'),

  // Token request: RFC 6749 §4.1.3 and §6, RFC 7636 §4.5, RFC 7523.
  grant_type: full(
    'What is exchanged for tokens: an authorization code (“authorization_code”) or a refresh token.',
  ),
  code_verifier: never(
    'PKCE: the secret that the challenge was made from. Without it, a stolen code is useless.',
  ),
  client_secret: never(
    'Proves that the app is the registered one. In production, a certificate is better.',
  ),
  client_assertion: token(
    'A short-lived signed statement that proves the app’s identity, instead of a secret.',
  ),
  client_assertion_type: full('Tells the identity provider that the assertion is a JWT.'),
  refresh_token: never('Gets new tokens without asking you. It stays on the server, encrypted.'),

  // Token response: RFC 6749 §5.1.
  token_type: full('“Bearer”: anyone who holds the access token can use it, so it must not leak.'),
  expires_in: full('In how many seconds the access token expires.'),
  ext_expires_in: full(
    'For how many seconds it may be used if the identity provider can’t be reached.',
  ),
  refresh_token_expires_in: full('In how many seconds the refresh token expires.'),
  id_token_expires_in: full('In how many seconds the ID token expires.'),
  expires_on: full('When the access token expires, in seconds since 1970.'),
  not_before: full('From when the access token is valid, in seconds since 1970.'),
  resource: full('The API that the access token is for.'),
  id_token: token('Tells the app who you are. The app verifies it before it believes it.'),
  access_token: token(
    'Opens the API. It’s for the API: the app passes it on and must not read it.',
  ),
  profile_info: personal(start('B2C: your profile once more, encoded.')),

  // OpenID Connect discovery: the fields an app uses.
  issuer: full(
    'The identity provider’s name. “iss” in its ID tokens must match it exactly; “{tenantid}” represents the user’s tenant, “tid”. In a key, it’s the only issuer whose tokens the key may sign.',
  ),
  authorization_endpoint: full('Where the browser goes to sign in.'),
  token_endpoint: full('Where the app redeems codes and refresh tokens.'),
  end_session_endpoint: full('Where the browser goes to sign out.'),
  jwks_uri: full('Where the identity provider publishes the keys that verify its tokens.'),
  userinfo_endpoint: full(
    'Where an app could ask for your profile. This one reads the ID token instead.',
  ),
  device_authorization_endpoint: full('For devices without a browser; not used here.'),
  response_types_supported: full('What the identity provider can return.'),
  response_modes_supported: full('How it can return the response.'),
  subject_types_supported: full(
    '“pairwise”: each app gets a different “sub” for you, so that apps can’t compare notes.',
  ),
  id_token_signing_alg_values_supported: full(
    'How ID tokens can be signed. The app allows RS256 only.',
  ),
  scopes_supported: full('The scopes that belong to signing in.'),
  claims_supported: full('Claims that an ID token can contain.'),
  token_endpoint_auth_methods_supported: full('How an app can prove its identity.'),
  token_endpoint_auth_signing_alg_values_supported: full('How an app can sign its own assertion.'),
  prompt_values_supported: full('What “prompt” can ask for.'),
  grant_types_supported: full('What can be exchanged for tokens.'),
  code_challenge_methods_supported: full('The forms of PKCE that the identity provider supports.'),
  authorization_response_iss_parameter_supported: full(
    'The identity provider names itself in every response (RFC 9207), and the app insists on it.',
  ),
  request_uri_parameter_supported: full(
    'Whether a request can be passed by reference; not used here.',
  ),
  frontchannel_logout_supported: full(
    'The identity provider can tell other apps in this browser that you signed out.',
  ),
  frontchannel_logout_session_supported: full('It then names the session, too.'),
  http_logout_supported: full('Microsoft’s older name for front-channel sign-out.'),
  tenant_region_scope: full('The tenant’s region.'),
  cloud_instance_name: full('The name of the cloud that the tenant is in.'),
  cloud_graph_host_name: full('The host of that cloud’s older directory API.'),
  msgraph_host: full('The host of Microsoft Graph in that cloud.'),
  rbac_url: full('A service for role assignments; not used here.'),
  kerberos_endpoint: full('For Kerberos tickets from the cloud; not used here.'),
  mtls_endpoint_aliases: full('Endpoints for clients that use TLS certificates; not used here.'),
  tls_client_certificate_bound_access_tokens: full(
    'Whether access tokens can be bound to a TLS certificate.',
  ),

  // A published key: RFC 7517.
  kid: full('The key’s name. A token’s header names the key that signed it.'),
  kty: full('The kind of key.'),
  use: full('What the key is for: “sig” means signatures.'),
  alg: full('The algorithm of the signature.'),
  n: start('The public key’s number. It can verify a signature, but not create one.'),
  e: full('The other half of the public key.'),
  nbf: full('From when the key is valid, in seconds since 1970.'),
  x5t: full('The fingerprint of the key’s certificate.'),
  x5c: start('The key’s certificate.'),

  // Sign-out: OpenID Connect RP-Initiated Logout §2.
  post_logout_redirect_uri: full(
    'Where you go after signing out. Entra accepts only a registered redirect URI; B2C compares it only if an ID token comes along.',
  ),
  id_token_hint: token('Tells the identity provider whose session to end.'),
  logout_hint: personal(
    start('Tells the identity provider which account signs out, so it doesn’t have to ask.'),
  ),

  // HTTP headers worth a look.
  location: personal(full('Where the browser goes next.')),
  authorization: token('The access token, as “Bearer …”. Only the API sees it.'),
  accept: full('The kind of response that the app wants.'),
  'content-type': full('The kind of body.'),
  'retry-after': full('How many seconds to wait before asking again.'),
  'www-authenticate': personal(full('Why the API refuses, and what a token must have.')),
};

/** For a value whose name the table lacks. */
export const unknownParameter: Explanation = never(
  'The trace doesn’t know this name, so it doesn’t keep the value.',
);

export function explainParameter(name: string): Explanation {
  return Object.hasOwn(parameters, name)
    ? (parameters[name] ?? unknownParameter)
    : unknownParameter;
}
