import type { Shown } from './parameters.ts';

export interface ClaimExplanation {
  text: string;
  shown: Exclude<Shown, 'token'>;
  /** The value is a time, in seconds since 1970. */
  time?: true;
  /** The same for everyone in the tenant, or made for one token; any other claim is personal. */
  impersonal?: true;
}

const full = (text: string): ClaimExplanation => ({ text, shown: 'full' });
const start = (text: string): ClaimExplanation => ({ text, shown: 'start' });
const never = (text: string): ClaimExplanation => ({ text, shown: 'never' });
const time = (text: string): ClaimExplanation => ({ text, shown: 'full', time: true });

const impersonal = (shown: ClaimExplanation): ClaimExplanation => ({ ...shown, impersonal: true });

/** Claims of ID tokens, access tokens and client assertions, and the header's fields. */
export const claims: Readonly<Record<string, ClaimExplanation>> = {
  // Header: RFC 7515 §4.1.
  typ: impersonal(full('The kind of token: JWT.')),
  alg: impersonal(full('How the token is signed. The sample accepts RS256 and nothing else.')),
  kid: impersonal(full('Which of the identity provider’s published keys signed it.')),
  x5t: impersonal(full('An older way to name that key: the fingerprint of its certificate.')),
  'x5t#S256': impersonal(full('The SHA-256 fingerprint of the certificate.')),
  enc: impersonal(full('How the content is encrypted.')),
  zip: impersonal(full('How the content was compressed before it was encrypted.')),
  cty: impersonal(full('The kind of content.')),
  crit: impersonal(full('Extensions that a program must understand, or refuse the token.')),
  jwk: impersonal(full('A key that the token brings along. It proves nothing: never use it.')),
  jku: impersonal(
    full('The address that the token gives for its key. It proves nothing: never fetch it.'),
  ),
  x5u: impersonal(full('The address that the token gives for its certificate. Never fetch it.')),
  x5c: impersonal(
    start('A certificate that the token brings along. It proves nothing on its own.'),
  ),

  // RFC 7519 §4.1 and OpenID Connect Core §2.
  iss: impersonal(
    full(
      'Who issued the token. It must be the issuer in the metadata, with “tid” in the place of “{tenantid}” if the app asked an authority for several tenants.',
    ),
  ),
  aud: impersonal(
    full(
      'Who the token is for. In an ID token: this app’s client ID; in an access token: the API.',
    ),
  ),
  sub: full(
    'You, as this app knows you. With “iss”, it’s the key to store you under, except in B2C: some tenants send the same “sub” for everyone there, so use “oid”.',
  ),
  iat: impersonal(time('When it was issued.')),
  nbf: impersonal(time('Not valid before this time.')),
  exp: impersonal(
    time('Not valid after this time. The sample allows one minute for clocks that differ.'),
  ),
  auth_time: time('When you last signed in; earlier than “iat” if an existing session was used.'),
  jti: impersonal(start('An ID for this one token, so that using it twice can be noticed.')),
  nonce: impersonal(
    start('The nonce that the app sent. It proves that this token belongs to this attempt.'),
  ),
  at_hash: impersonal(
    full('A hash of the access token that came with it. It ties the two together.'),
  ),
  c_hash: impersonal(full('A hash of the authorization code that came with it.')),
  s_hash: impersonal(full('A hash of the state.')),
  acr: impersonal(full('How you signed in. In B2C, it can name the user flow or policy.')),
  acrs: impersonal(
    full(
      'What the token proves beyond a sign-in, such as a second factor. A label like “c1” is defined by the tenant.',
    ),
  ),
  amr: full('How you signed in: with a password, a second factor, a key …'),
  azp: impersonal(full('Which app asked for the token.')),
  azpacr: impersonal(
    full('How that app proved its identity: 0 not at all, 1 with a secret, 2 with a certificate.'),
  ),
  sid: start('Your session at the identity provider. A front-channel sign-out names it.'),

  // Who you are.
  name: full(
    'Your name, for display. It isn’t unique and can change, so nothing is decided on it.',
  ),
  given_name: full('Your first name.'),
  family_name: full('Your last name.'),
  preferred_username: full(
    'Your username, for display. Someone else can get it later, so nothing is decided on it.',
  ),
  upn: full('Your user principal name: the username in the tenant.'),
  unique_name: full('An older claim for the username, for display only.'),
  email: full('Your email address. It can change, so never use it to recognize a user.'),
  emails: full('B2C: your email addresses.'),
  xms_edov: full('Whether the owner of the email address’s domain has been verified.'),
  email_verified: full('Whether the identity provider has verified that the address is yours.'),
  oid: full('Your object ID in this tenant, the same for every app. With “tid” it identifies you.'),
  tid: impersonal(
    full(
      'The ID of the tenant you signed in to. An app for several organizations compares it with its list. All personal accounts are in one tenant, 9188040d-6c67-4c5b-b112-36a304b66dad.',
    ),
  ),
  tfp: impersonal(full('B2C: the user flow or policy that issued this token.')),
  idp: full(
    'Where you signed in, if not in this tenant: in your own organization’s if you’re a guest, or at a social identity provider.',
  ),
  newUser: full('B2C: true if you have just signed up.'),
  city: full('The city in your profile.'),
  country: full('The country in your profile.'),
  jobTitle: full('The job title in your profile.'),
  postalCode: full('The postal code in your profile.'),
  state: full('The state or province in your profile.'),
  streetAddress: full('The street in your profile.'),
  extension_: full('An attribute that this tenant added to its profiles.'),
  idp_access_token: never(
    'A token from the social identity provider. It opens that provider’s APIs, so it’s a secret.',
  ),

  // What is allowed.
  scp: impersonal(full('What the app may do at the API on your behalf.')),
  roles: full(
    'The values of the app roles assigned to you or to a group you’re in. They belong to this app, and the app decides on them.',
  ),
  groups: full(
    'The object IDs of the groups you’re in. They’re here only if the registration asks for them.',
  ),
  wids: full(
    'The IDs of the directory roles you hold in the whole tenant, such as Global Administrator. They aren’t app roles.',
  ),
  hasgroups: full(
    'You’re in at least one group. It replaces “groups” in a token that travels in an address; the app has to ask Microsoft Graph which groups.',
  ),
  _claim_names: full(
    'Claims that don’t fit into the token, such as “groups” of someone who is in more than 200. The app has to ask Microsoft Graph for them.',
  ),
  _claim_sources: full(
    'Where those claims can be read. The address is of an older API, so an app calls Microsoft Graph instead.',
  ),

  // Microsoft’s own.
  ver: impersonal(
    full(
      'The token’s format. ID tokens from Entra’s v2.0 endpoint are 2.0; B2C calls its own format 1.0.',
    ),
  ),
  appid: impersonal(full('Which app asked for the token (“azp” in format 2.0).')),
  app_displayname: impersonal(full('The name of that app.')),
  appidacr: impersonal(full('How that app proved its identity (“azpacr” in format 2.0).')),
  idtyp: impersonal(full('Whether the token is for a user or for an app alone.')),
  xms_cc: impersonal(full('What the app can handle: “cp1” means claims challenges.')),
  uti: start('The identity provider’s own ID for this token.'),
  rh: start('For the identity provider’s own use.'),
  aio: start('For the identity provider’s own use.'),
  xms_tcdt: full('For the identity provider’s own use.'),
  xms_st: never('For the identity provider’s own use.'),
  ctry: full('Your country code.'),
  tenant_region_scope: full('The tenant’s region.'),
  acct: full('0 for a member of the tenant, 1 for a guest.'),
  ipaddr: full('The IP address you signed in from.'),
  platf: full('The kind of device you signed in from.'),
  puid: start('An older ID for you.'),
  deviceid: start('The device you signed in from.'),
  login_hint: start(
    'What the app can send at sign-out so that the identity provider doesn’t have to ask who you are.',
  ),
};

/** Another meaning in the header than among the claims. */
const inHeader: Readonly<Record<string, ClaimExplanation>> = {
  nonce: impersonal(
    start('Microsoft Graph’s own. Because of it, only Graph can check the signature.'),
  ),
};

/** For a claim that the table lacks. */
export const unknownClaim: ClaimExplanation = full(
  'This site doesn’t explain this claim. The people who set up the tenant or the API know what it means.',
);

export function explainClaim(name: string): ClaimExplanation {
  const key = name.startsWith('extension_') ? 'extension_' : name;
  return Object.hasOwn(claims, key) ? (claims[key] ?? unknownClaim) : unknownClaim;
}

export const explainHeaderField = (name: string): ClaimExplanation =>
  (Object.hasOwn(inHeader, name) ? inHeader[name] : undefined) ?? explainClaim(name);
