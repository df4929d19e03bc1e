type Explanation = readonly [status: number, what: string, why: string, whatToDo: string];

const startAgain = 'Start again by selecting Sign in.';
const tryLater = 'Wait a moment, then try again.';
const tellOwner = 'Tell the people who run this app: the details are in its log.';
/** Whom a blocked user can ask. `{errorCode}` becomes the code that the identity provider gave. */
const askAdministrator = 'Contact your administrator and mention {errorCode}.';
const askSupport = 'Contact the people who run this app and mention {errorCode}.';

const untrusted = (why: string): Explanation => [
  400,
  "We couldn't verify the response from the identity provider",
  why,
  `You aren't signed in. ${startAgain} If it happens again, tell the people who run this app.`,
];

const accountBlocked = (whomToAsk: string): Explanation => [
  403,
  "You can't sign in with this account right now",
  'The account is disabled or locked, or the sign-in looks risky to the identity provider.',
  `Trying again right away won't help. ${whomToAsk}`,
];

const userNotAssigned = (whomToAsk: string): Explanation => [
  403,
  "You don't have access to this app",
  "Only users who are assigned to this app can sign in to it, and your account isn't assigned.",
  `Trying again won't help. ${whomToAsk}`,
];

const askForAccess =
  "Ask the person who manages this app's users in your organization. If you're a guest, that's the organization that invited you.";

const roleMissing = (whomToAsk: string): Explanation => [
  403,
  "You don't have access to this page",
  "You are signed in, but this page is for users with an app role that you don't have.",
  whomToAsk,
];

const groupMissing = (whomToAsk: string): Explanation => [
  403,
  "You don't have access to this page",
  "You are signed in, but this page is for members of a group that you aren't in.",
  whomToAsk,
];

const explain = <Code extends string>(catalog: Record<Code, Explanation>) => catalog;

/** Everything that can keep someone from signing in: stable code → what happened, why, what to do. */
export const explanations = explain({
  state_missing: untrusted("The response doesn't show which sign-in it belongs to."),
  state_mismatch: untrusted(
    "The response doesn't belong to a sign-in that's open in this browser.",
  ),
  transaction_missing: [
    400,
    "This sign-in wasn't started in this browser, or it's already over",
    'The address may have been opened a second time or in another browser, or cookies may be blocked.',
    `Allow cookies for this site. ${startAgain}`,
  ],
  transaction_expired: [
    400,
    'This sign-in took too long',
    'You have ten minutes to finish signing in.',
    startAgain,
  ],
  transaction_spent: [
    400,
    'This sign-in was already used',
    'Each response from the identity provider works once. The page was probably opened twice.',
    startAgain,
  ],
  issuer_mismatch: untrusted("It came from an identity provider that you weren't sent to."),
  code_missing: untrusted(
    'It has neither an authorization code nor an error, or the same parameter twice.',
  ),
  id_token_missing: untrusted("It has no ID token, so it doesn't tell the app who you are."),
  id_token_invalid: untrusted("The ID token doesn't follow the rules of OpenID Connect."),
  id_token_signature: untrusted(
    "The ID token isn't signed with one of the identity provider's keys.",
  ),
  id_token_issuer: untrusted('The ID token was issued by another identity provider or tenant.'),
  tenant_not_allowed: [
    403,
    "This app doesn't let in the account that you signed in with",
    "It's for certain organizations or for personal accounts, and your account isn't one of those.",
    'Sign in with another account, or ask the people who run this app to let in users of your tenant.',
  ],
  id_token_audience: untrusted('The ID token was issued for another app.'),
  id_token_time: untrusted(
    "The ID token has expired or isn't valid yet. Check the clock on the computer that runs this app.",
  ),
  id_token_nonce: untrusted('The ID token belongs to another sign-in.'),
  id_token_user_flow: untrusted('The ID token comes from another user flow.'),
  token_type_unknown: untrusted("It has tokens of a kind that this app doesn't use."),
  access_token_missing: [
    502,
    'The identity provider sent no access token',
    'The app asked for one to call an API, and the response has none.',
    tellOwner,
  ],
  claims_unusable: [
    400,
    "The app can't pass on what an API or the identity provider wants you to prove",
    "The claims request is longer than 4,096 characters, or it isn't a JSON object as OpenID Connect defines it.",
    tellOwner,
  ],
  access_denied: [
    403,
    'You canceled the sign-in',
    'You selected Cancel, or declined what the app asked for.',
    'Nothing has changed. Sign in again whenever you like.',
  ],
  sign_in_denied: [
    403,
    'The identity provider denied this sign-in',
    "It didn't give a reason that this app knows.",
    'If you see an error code below, look it up, or tell the people who run this app.',
  ],
  sign_in_blocked: [
    403,
    'Your organization blocked this sign-in',
    'A rule such as Conditional Access controls who can sign in, from where, and with which device.',
    `Trying again won't help. ${askAdministrator}`,
  ],
  account_blocked: accountBlocked(askAdministrator),
  user_not_assigned: userNotAssigned(askAdministrator),
  password_reset_requested: [
    400,
    'You asked for a new password',
    'The sign-in page sends you back to the app to start the password reset.',
    'Continue to the password reset.',
  ],
  consent_required: [
    403,
    "The app doesn't have permission for this yet",
    'You or an administrator of your organization must agree to it first.',
    'Sign in again and accept, or ask your administrator.',
  ],
  admin_consent_missing: [
    403,
    "The app doesn't have an administrator's consent yet",
    "Someone canceled the page that asks for it, or used an account that isn't an administrator's.",
    "Try again with an administrator's account.",
  ],
  scope_refused: [
    502,
    "The identity provider doesn't accept the scopes this app asks for",
    "A scope doesn't exist, can't be combined with the others, or isn't available to this app. The app's credential isn't the problem.",
    'Tell the people who run this app to check SCOPE: the details are in its log.',
  ],
  provider_refused: [
    400,
    'The identity provider refused the sign-in',
    "It responded with an error, and this app doesn't know the reason.",
    `If there's an error code below, look it up. ${startAgain}`,
  ],
  code_refused: [
    400,
    "The identity provider didn't accept the authorization code",
    'An authorization code works once, for a few minutes, and only for the app that asked for it.',
    startAgain,
  ],
  client_refused: [
    502,
    "The identity provider doesn't accept this app's credential",
    "The app's secret, certificate, or federated credential is wrong, missing, or expired, or belongs to another client ID.",
    tellOwner,
  ],
  registration_refused: [
    502,
    "The identity provider doesn't accept this app's registration",
    "The app isn't registered under this client ID, is disabled, or isn't set up for this kind of sign-in.",
    tellOwner,
  ],
  tenant_not_found: [
    502,
    "The identity provider doesn't know this app's tenant",
    "The tenant ID or domain in the app's authority doesn't exist there.",
    'Tell the people who run this app to check AUTHORITY: the details are in its log.',
  ],
  credential_unusable: [
    500,
    "The app can't read its own credential",
    "The file with its federated token is missing, empty, or unreadable. The app didn't contact the identity provider.",
    tellOwner,
  ],
  sign_in_failed: [
    500,
    'The sign-in failed in this app',
    "Something went wrong on the app's side, not at the identity provider.",
    tellOwner,
  ],
  provider_unavailable: [
    503,
    "We couldn't reach the identity provider",
    "The app couldn't connect to it, or got no response within five seconds.",
    tryLater,
  ],
  provider_failing: [
    503,
    'The identity provider has a problem right now',
    'A response from its address reported that the service is busy or failing. A proxy in between can send that, too.',
    tryLater,
  ],
  proxy_refused: [
    502,
    "A proxy didn't let the app reach the identity provider",
    "The proxy that the app connects through didn't open the connection.",
    tellOwner,
  ],
  certificate_untrusted: [
    502,
    "The app doesn't trust the certificate of the connection to the identity provider",
    "Node.js couldn't verify the certificate. On company networks, this can happen when encrypted traffic is inspected.",
    tellOwner,
  ],
  response_unusable: [
    502,
    "The app can't use the response from the identity provider's address",
    "An identity provider doesn't return that there: it was, for example, a redirect, a page, or too long. A proxy or firewall can cause this.",
    tellOwner,
  ],
  provider_untrusted: [
    502,
    "The app can't use the identity provider's metadata",
    'The metadata document is missing or incomplete, or it names a different issuer or host than this app expects.',
    tellOwner,
  ],
  store_unavailable: [
    503,
    "Sign-in isn't available right now",
    "The app can't reach its session store.",
    tryLater,
  ],
  session_user_changed: [
    401,
    'You have been signed out',
    'The identity provider sent renewed tokens for another user.',
    'Sign in again.',
  ],
  profile_user_changed: [
    403,
    "Your profile wasn't edited here",
    'The identity provider returned the profile of another user. You are still signed in as before.',
    'Sign out, then sign in with the account whose profile you want to edit.',
  ],
  auth_time_missing: [
    502,
    "The ID token doesn't show when you last signed in",
    'This page needs a recent sign-in, and the ID token has no auth_time claim.',
    'Tell the people who run this app to add auth_time as an optional claim to its registration.',
  ],
  sign_in_too_old: [
    403,
    "The identity provider didn't ask you to sign in again",
    'This page needs a recent sign-in, and the ID token shows an earlier one.',
    startAgain,
  ],
  fresh_sign_in_required: [
    401,
    'Sign in again to continue',
    'This page needs a sign-in from the last few minutes.',
    'Select Sign in. You come back to this page afterward.',
  ],
  sign_in_required: [
    401,
    'Sign in to continue',
    "This page is for signed-in users, or it needs a permission you haven't granted yet.",
    'Select Sign in. You come back to this page afterward.',
  ],
  role_missing: roleMissing(askForAccess),
  group_missing: groupMissing(askForAccess),
  groups_unavailable: [
    503,
    "The app can't look up your groups right now",
    "You're in more groups than the ID token can list, and Microsoft Graph didn't send the list in a form that the app can use.",
    tryLater,
  ],
  groups_too_many: [
    403,
    "You're in more groups than this app reads",
    "The page is for members of certain groups. The app reads up to 5,000 groups of a user, and doesn't decide based on an incomplete list.",
    tellOwner,
  ],
  cross_site_request: [
    403,
    "This request didn't come from a page of this app",
    'You can sign in and out only from the app itself.',
    'Open the home page and use the buttons there.',
  ],
});

/** For a tenant whose users are customers: they have no organization to ask, and can't consent themselves. */
export const explanationsForCustomers: Partial<Record<keyof typeof explanations, Explanation>> = {
  sign_in_blocked: [
    403,
    'This sign-in was blocked',
    'The tenant has a rule that controls who can sign in, from where, and with which device.',
    `Trying again won't help. ${askSupport}`,
  ],
  account_blocked: accountBlocked(askSupport),
  user_not_assigned: userNotAssigned(askSupport),
  role_missing: roleMissing('Ask the people who run this app for access.'),
  group_missing: groupMissing('Ask the people who run this app for access.'),
  consent_required: [
    403,
    "The app doesn't have permission for this yet",
    "Customers can't grant it themselves: an administrator of the app's tenant must do it.",
    'Tell the people who run this app: the permission needs admin consent.',
  ],
};
