import type { Shown } from './parameters.ts';

export interface ClaimExplanation {
  text: string;
  shown: Exclude<Shown, 'token'>;
  /** The value is a time, in seconds since 1970. */
  time?: true;
}

const full = (text: string): ClaimExplanation => ({ text, shown: 'full' });
const start = (text: string): ClaimExplanation => ({ text, shown: 'start' });
const never = (text: string): ClaimExplanation => ({ text, shown: 'never' });
const time = (text: string): ClaimExplanation => ({ text, shown: 'full', time: true });

/** Claims of ID tokens, access tokens and client assertions, and the header's fields. */
export const claims: Readonly<Record<string, ClaimExplanation>> = {
  // Header: RFC 7515 §4.1.
  typ: full('The kind of token: JWT.'),
  alg: full('How the token is signed. The app accepts RS256 and nothing else.'),
  kid: full('Which of the provider’s published keys signed it.'),
  x5t: full('The fingerprint of that key’s certificate.'),
  'x5t#S256': full('The fingerprint of the certificate, by SHA-256.'),

  // RFC 7519 §4.1 and OpenID Connect Core §2.
  iss: full('Who issued the token. It must be exactly the provider the app asked.'),
  aud: full(
    'Who the token is for. In an ID token: this app’s client ID; in an access token: the API.',
  ),
  sub: full('You, for this app. It never changes; with “iss” it is the key to store you under.'),
  iat: time('When it was issued.'),
  nbf: time('Not valid before this time.'),
  exp: time('Not valid after this time. The app allows a minute for clocks that differ.'),
  auth_time: time('When you really signed in; earlier than “iat” when a session was used.'),
  jti: start('A number for this one token, against using it twice.'),
  nonce: start('The nonce the app sent. It proves that this token answers this attempt.'),
  at_hash: full('A hash of the access token that came with it, which ties the two together.'),
  c_hash: full('A hash of the code that came with it.'),
  s_hash: full('A hash of the state.'),
  acr: full('How you signed in; in B2C, the user flow.'),
  acrs: full(
    'What the token proves beyond a sign-in, such as a second factor; “c1” is a label of the API’s own.',
  ),
  amr: full('The means you signed in with: password, second factor, key …'),
  azp: full('Which app asked for the token.'),
  azpacr: full('How that app proved who it is: 0 not at all, 1 secret, 2 certificate.'),
  sid: start(
    'Your session at the provider. It is named when the provider signs you out everywhere.',
  ),

  // Who you are.
  name: full('Your name, to show. Not unique, and it changes: decide nothing on it.'),
  given_name: full('Your first name.'),
  family_name: full('Your last name.'),
  preferred_username: full('Your username, to show. It can change hands: decide nothing on it.'),
  upn: full('Your user principal name: the username in the directory.'),
  unique_name: full('An older username claim, to show only.'),
  email: full('Your email address. It can be changed: never use it to recognise somebody.'),
  emails: full('B2C: your email addresses.'),
  email_verified: full('Whether the provider checked that the address is yours.'),
  oid: full(
    'You, in this tenant’s directory: the same for every app. With “tid” it recognises you.',
  ),
  tid: full('The tenant you signed in to.'),
  tfp: full('B2C: the user flow that made this token.'),
  idp: full('Where you signed in, when it was not this tenant: a social or a partner provider.'),
  newUser: full('B2C: true when you just signed up.'),
  city: full('The city in your profile.'),
  country: full('The country in your profile.'),
  jobTitle: full('The job title in your profile.'),
  postalCode: full('The postal code in your profile.'),
  state: full('The state or province in your profile.'),
  streetAddress: full('The street in your profile.'),
  extension_: full('A field that this tenant added to its profiles.'),
  idp_access_token: never('A token of the social provider. It is not kept.'),

  // What is allowed.
  scp: full('What the app may do at the API on your behalf.'),
  roles: full('The app roles you have been given.'),
  groups: full('The IDs of the groups you are in.'),
  wids: full('The directory roles you hold.'),
  hasgroups: full('You are in too many groups to list them here.'),

  // Microsoft’s own.
  ver: full('The format of the token: 1.0 or 2.0. “v2.0” in the authority gives 2.0 ID tokens.'),
  appid: full('Which app asked for the token (format 1.0 of “azp”).'),
  app_displayname: full('The name of that app.'),
  appidacr: full('How that app proved who it is (format 1.0 of “azpacr”).'),
  idtyp: full('Whether the token is for a user or for an app alone.'),
  uti: start('The provider’s own number for this token.'),
  rh: start('For the provider’s own use.'),
  aio: start('For the provider’s own use.'),
  xms_tcdt: full('For the provider’s own use.'),
  xms_st: never('For the provider’s own use.'),
  ctry: full('Your country code.'),
  tenant_region_scope: full('The region of the tenant.'),
  acct: full('0 for a member of the tenant, 1 for a guest.'),
  ipaddr: full('The address you signed in from.'),
  platf: full('The kind of device you signed in from.'),
  puid: start('An older number for you.'),
  deviceid: start('The device you signed in from.'),
  login_hint: start('What the app can send at sign-out so that the provider need not ask.'),
};

/** What stands beside a claim that the table lacks. */
export const unknownClaim: ClaimExplanation = full(
  'Not one of the claims this site explains; the tenant or the API knows what it means.',
);

export function explainClaim(name: string): ClaimExplanation {
  const key = name.startsWith('extension_') ? 'extension_' : name;
  return Object.hasOwn(claims, key) ? (claims[key] ?? unknownClaim) : unknownClaim;
}
