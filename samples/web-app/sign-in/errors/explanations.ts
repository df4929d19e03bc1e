type Explanation = readonly [status: number, what: string, why: string, whatToDo: string];

const startAgain = 'Start again with the Sign in button.';
const tryLater = 'Wait a moment, then try again.';
const tellOwner = 'Tell the people who run this app: the details are in its log.';

const untrusted = (why: string): Explanation => [
  400,
  'The answer of the identity provider could not be trusted',
  why,
  `You are not signed in. ${startAgain} If it happens again, tell the people who run this app.`,
];

const explain = <Code extends string>(catalogue: Record<Code, Explanation>) => catalogue;

/** Every way in which signing in can fail: stable code → what happened, why, what to do. */
export const explanations = explain({
  state_missing: untrusted('It did not say, exactly once, which sign-in it belongs to.'),
  state_mismatch: untrusted('It belongs to another sign-in than the one this browser started.'),
  transaction_missing: [
    400,
    'This sign-in was not started in this browser, or is already over',
    'The address was opened a second time or in another browser, or cookies are blocked.',
    `Allow cookies for this site. ${startAgain}`,
  ],
  transaction_expired: [
    400,
    'This sign-in took too long',
    'A sign-in must be finished within ten minutes of its start.',
    startAgain,
  ],
  transaction_spent: [
    400,
    'This sign-in was already used',
    'Each answer of the identity provider works once. The page was probably opened twice.',
    startAgain,
  ],
  issuer_mismatch: untrusted('It came from another provider than the one you were sent to.'),
  code_missing: untrusted('It holds neither a code nor an error, or holds one twice.'),
  id_token_missing: untrusted('It holds no ID token, so it does not say who you are.'),
  id_token_invalid: untrusted('The ID token does not follow the rules of OpenID Connect.'),
  id_token_signature: untrusted('The ID token is not signed with a key of the provider.'),
  id_token_issuer: untrusted('The ID token was issued by another provider or tenant.'),
  id_token_audience: untrusted('The ID token was issued for another app.'),
  id_token_time: untrusted('The ID token is too old or not yet valid. Is this clock right?'),
  id_token_nonce: untrusted('The ID token belongs to another sign-in.'),
  id_token_user_flow: untrusted('The ID token comes from another user flow.'),
  access_denied: [
    403,
    'You cancelled',
    'You pressed Cancel, or declined what the app asked for.',
    'Nothing was changed. Sign in again whenever you like.',
  ],
  password_reset_requested: [
    400,
    'You asked for a new password',
    'The sign-in page sends you back to the app to start the password reset.',
    'Go on to the password reset.',
  ],
  consent_required: [
    403,
    'The app is not allowed to do this yet',
    'You, or an administrator of your organisation, must agree to it first.',
    'Sign in again and accept, or ask your administrator.',
  ],
  provider_refused: [
    400,
    'The identity provider refused the sign-in',
    'It answered with an error. If it gave an error code, you find it below.',
    'Look up the code, or start again with the Sign in button.',
  ],
  code_refused: [
    400,
    'The identity provider did not accept the sign-in code',
    'A code works once and for a short time, and only for the app that asked for it.',
    startAgain,
  ],
  client_refused: [
    502,
    'The identity provider does not accept this app',
    'The client ID, its secret, certificate or federated credential is wrong or has expired.',
    tellOwner,
  ],
  provider_unavailable: [
    503,
    'The identity provider does not answer',
    'It is down, too slow, or cannot be reached from this app.',
    tryLater,
  ],
  provider_untrusted: [
    502,
    'The identity provider describes itself wrongly',
    'Its discovery document is incomplete, or names another issuer or other hosts than expected.',
    tellOwner,
  ],
  store_unavailable: [
    503,
    'Sign-in is not available right now',
    'The app cannot reach the place where it keeps sessions.',
    tryLater,
  ],
  session_user_changed: [
    401,
    'You have been signed out',
    'The identity provider renewed your tokens for somebody else.',
    'Sign in again.',
  ],
  sign_in_required: [
    401,
    'Sign in to continue',
    'This page is for people who are signed in, or it needs a permission you have not given yet.',
    'Press Sign in. You come back to this page afterwards.',
  ],
  cross_site_request: [
    403,
    'This request did not come from a page of this app',
    'Signing in and out must be started from the app itself.',
    'Open the start page and use the buttons there.',
  ],
});
