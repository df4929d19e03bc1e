/** Faults that can be switched on for one registration, each with what a request then gets. */
export const faultCatalogue = {
  'expired-secret': 'Every credential of the app has expired (AADSTS7000222; in B2C AADB2C90081).',
  'app-disabled': 'An administrator has disabled the app (AADSTS7000112; in B2C AADB2C90092).',
  'consent-removed': 'All consent is gone (the consent page or AADSTS65001; in B2C AADB2C90205).',
  'user-blocked': 'The account is disabled (AADSTS50057).',
  'user-not-assigned': 'The app requires assignment, and the user isn’t assigned (AADSTS50105).',
  'conditional-access': 'A policy blocks the sign-in (AADSTS53003).',
  'second-factor-required': 'Tokens are renewed only after a second factor (AADSTS50076).',
  'grant-revoked': 'The refresh token was revoked (AADSTS50173; in B2C AADB2C90129).',
  'token-endpoint-down': 'The token endpoint returns status 503.',
  'discovery-down': 'The metadata document returns status 503, for the whole tenant.',
  'lying-discovery':
    'The metadata document names a token endpoint at another origin, for the whole tenant.',
  'groups-overage':
    'Too many groups: tokens refer to Microsoft Graph instead of listing the groups, however few there are.',
  'graph-throttled': 'Microsoft Graph returns status 429 and asks to wait ten seconds.',
  'graph-throttled-once':
    'Microsoft Graph returns status 429 and asks to wait a second, for one request. The fault then switches itself off.',
  'graph-unavailable': 'Microsoft Graph returns status 503 and asks to wait a second.',
  'graph-replication-delay':
    'The next two requests about an application or service principal that the app has just created don’t find it.',
  'graph-response-lost':
    'Microsoft Graph carries out the next POST request, and ends the connection without a response. The fault then switches itself off.',
  'social-provider-down': 'The B2C tenant can’t reach its social provider (AADB2C90289).',
  'keys-rotated': 'ID tokens are signed with a key that’s no longer published.',
  'bad-signature': 'The signature of the ID token isn’t valid.',
  'wrong-issuer': 'The ID token names another issuer.',
  'wrong-audience': 'The ID token is for another app.',
  'wrong-nonce': 'The ID token has another nonce.',
  'missing-nonce': 'The ID token has no nonce.',
  'expired-id-token': 'The ID token expired an hour ago.',
  'clock-ahead': 'ID tokens become valid only ten minutes from now.',
  'same-kid-other-key':
    'ID tokens are signed with a key that nobody publishes, under the ID of a key that is.',
  'unsigned-id-token': 'ID tokens have the algorithm none, and no signature.',
  'hmac-id-token': 'ID tokens are signed with HS256, and the public key is the secret.',
  'es256-id-token': 'ID tokens are signed with ES256, under the ID of a published RSA key.',
  'key-in-id-token':
    'ID tokens are signed with a key that they contain themselves, and point to in their header.',
  'other-tenant': 'The ID token is from another tenant: iss and tid agree, and are wrong.',
  'audience-shortened': 'The ID token is for the first characters of the app’s client ID.',
  'audience-lengthened': 'The ID token is for the app’s client ID with something after it.',
  'foreign-azp': 'The ID token is for two apps, and the other one asked for it.',
  'no-expiry': 'The ID token never expires: it has no exp.',
  'no-subject': 'The ID token names nobody: it has no sub.',
  'wrong-at-hash': 'The ID token belongs to another access token: at_hash doesn’t fit.',
  'no-id-token': 'The token endpoint returns no ID token.',
  'access-token-as-id-token':
    'The token endpoint returns the access token in place of an ID token.',
  'token-endpoint-hangs': 'The token endpoint never responds.',
  'token-endpoint-redirects':
    'The token endpoint redirects to another origin with status 307, which asks to send the request again there.',
  'token-endpoint-garbage': 'The token endpoint returns status 200 and a page instead of JSON.',
  'token-endpoint-fails': 'The token endpoint returns status 500 and a page.',
  'token-endpoint-large': 'The token endpoint returns 64 MB.',
  slow: 'Every response of the token endpoint takes three seconds.',
} as const;

export type Fault = keyof typeof faultCatalogue;

export const isFault = (name: string): name is Fault => Object.hasOwn(faultCatalogue, name);
