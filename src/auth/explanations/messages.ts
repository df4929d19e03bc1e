import type { Kind } from '../messages/message.ts';

export interface MessageText {
  title: string;
  why: string;
  /** The page of /concepts/ that tells more. */
  concept?: Concept;
  /** The step of the tutorial whose code sends or receives this message. */
  step?: 'configure' | 'sign-in' | 'sign-out' | 'call-api';
}

type Concept =
  | 'authority'
  | 'consent'
  | 'credentials'
  | 'pkce-state-nonce'
  | 'sessions'
  | 'sign-out'
  | 'tokens';

/** What each kind of message does, in a line, and why it exists. The words a screen reader hears first. */
export const messageTexts: Readonly<Record<Kind, MessageText>> = {
  'sign-in': {
    title: 'You ask the app to sign you in',
    why: 'It is a POST from this site’s own page, so that no other site can start a sign-in for you.',
    step: 'sign-in',
  },
  'edit-profile': {
    title: 'You ask to edit your profile',
    why: 'In B2C that is another user flow: the app sends you to the provider again and takes your new name from the new ID token.',
    step: 'sign-in',
  },
  'sign-in-answer': {
    title: 'The app sends you to the provider',
    why: 'It makes a state, a nonce and a PKCE secret for this one attempt, seals them in a cookie, and puts only what may be seen into the address.',
    concept: 'pkce-state-nonce',
    step: 'sign-in',
  },
  authorize: {
    title: 'You arrive at the provider',
    why: 'You say who you are there. The app never sees your password, and it does not see this message either: it is the address from the message before.',
    concept: 'authority',
  },
  'authorize-answer': {
    title: 'The provider sends you back with a one-time code',
    why: 'The code travels through the browser, so it is worth nothing by itself: redeeming it takes the PKCE secret and the app’s credential.',
    concept: 'pkce-state-nonce',
  },
  'authorize-error': {
    title: 'The provider sends you back with an error',
    why: 'Something kept it from signing you in, or you chose to stop. No code is given.',
    concept: 'consent',
  },
  callback: {
    title: 'You bring the answer to the app',
    why: 'The app opens its cookie, spends it, and compares the state before it does anything else.',
    concept: 'pkce-state-nonce',
    step: 'sign-in',
  },
  discovery: {
    title: 'The app asks what the provider offers',
    why: 'The addresses of the provider are read from its OpenID configuration, not written into the app.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-answer': {
    title: 'The provider describes itself',
    why: 'The app checks that the issuer is the one it asked for, and keeps the answer for a while.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-error': {
    title: 'The provider does not describe itself',
    why: 'Without its OpenID configuration the app knows no address to send you to. Perhaps the authority names a tenant that is not there.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-cached': {
    title: 'The app already knows the provider',
    why: 'It read the OpenID configuration a while ago and still has it in memory: nothing crosses the wire.',
    concept: 'authority',
  },
  keys: {
    title: 'The app asks for the provider’s public keys',
    why: 'The signature of the ID token is verified with them.',
    concept: 'tokens',
    step: 'sign-in',
  },
  'keys-answer': {
    title: 'The provider publishes its keys',
    why: 'Public keys verify signatures and cannot make them. Providers change keys from time to time.',
    concept: 'tokens',
  },
  'keys-error': {
    title: 'The provider does not give its keys',
    why: 'Without them no signature can be verified, so the app trusts no token.',
    concept: 'tokens',
    step: 'sign-in',
  },
  'keys-cached': {
    title: 'The app already has the provider’s keys',
    why: 'It fetched them a while ago and still has them in memory; an unknown key ID would make it ask again.',
    concept: 'tokens',
  },
  redeem: {
    title: 'The app redeems the code',
    why: 'It goes from server to server, and proves both that this app is the registered one and that it started this attempt.',
    concept: 'credentials',
    step: 'sign-in',
  },
  'redeem-answer': {
    title: 'The provider answers with tokens',
    why: 'The ID token says who you are; the access token opens an API; the refresh token renews both.',
    concept: 'tokens',
    step: 'sign-in',
  },
  refresh: {
    title: 'The app renews the tokens',
    why: 'The access token has expired or is for another API. The refresh token gets a new one without asking you.',
    concept: 'tokens',
    step: 'call-api',
  },
  'refresh-answer': {
    title: 'The provider answers with new tokens',
    why: 'The old refresh token is replaced by the new one.',
    concept: 'tokens',
  },
  'provider-error': {
    title: 'The provider answers with an error',
    why: 'There are no tokens in it. “error”, if there is one, is a word that code decides on; the description is for people and goes to the log.',
  },
  'signed-in': {
    title: 'You are signed in',
    why: 'The ID token is verified: signature, issuer, audience, times and nonce. You get a new session cookie and a clean address without the code.',
    concept: 'sessions',
    step: 'sign-in',
  },
  unchanged: {
    title: 'Nothing has changed',
    why: 'You cancelled. Your session is as it was, so the app takes you back.',
  },
  'used-before': {
    title: 'The answer was used before',
    why: 'You are signed in already. The app redeems nothing a second time and takes you back.',
    concept: 'pkce-state-nonce',
  },
  'call-api': {
    title: 'You ask the app to call the API',
    why: 'The browser never calls the API itself: it has no token.',
    concept: 'tokens',
    step: 'call-api',
  },
  'token-cached': {
    title: 'The app has an access token',
    why: 'It came with your sign-in and has not expired: nothing crosses the wire.',
    concept: 'sessions',
    step: 'call-api',
  },
  api: {
    title: 'The app calls the API with the access token',
    why: 'The API sees the token, verifies it, and looks at what the app may do on your behalf.',
    concept: 'tokens',
    step: 'call-api',
  },
  'api-answer': {
    title: 'The API answers',
    why: 'The answer is for the app, which shows it to you.',
    concept: 'tokens',
  },
  'api-challenge': {
    title: 'The API asks for more',
    why: 'It is a claims challenge: the header “WWW-Authenticate” says what the next token must prove, for example a second factor. The app passes it on to the provider unchanged.',
    concept: 'tokens',
    step: 'call-api',
  },
  'call-api-answer': {
    title: 'The app has the API’s answer for you',
    why: 'It sends you to a page that shows it, so that reloading does not call the API again.',
  },
  'sign-in-needed': {
    title: 'The app sends you back to the provider',
    why: 'The API needs something that your sign-in did not bring: more permissions, or a fresh sign-in.',
    concept: 'consent',
    step: 'call-api',
  },
  'password-reset': {
    title: 'The app sends you to the password reset',
    why: 'In B2C, “Forgot your password?” comes back as an error with the code AADB2C90118. The app answers it by starting another user flow.',
  },
  'sign-out': {
    title: 'You ask the app to sign you out',
    why: 'It is a POST from this site’s own page, so that no other site can sign you out.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'sign-out-answer': {
    title: 'The app forgets you and sends you to the provider',
    why: 'First the session and its tokens are deleted, then the provider’s session is ended too; or the next sign-in would not ask who you are.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'end-session': {
    title: 'You arrive at the provider’s sign-out',
    why: 'The provider ends its own session. The app does not see this message: it is the address from the message before.',
    concept: 'sign-out',
  },
  'end-session-answer': {
    title: 'The provider sends you back',
    why: 'Only to an address that the registration names.',
    concept: 'sign-out',
  },
  'signed-out-callback': {
    title: 'You come back to the app',
    why: 'The state tells the app that this is the end of the sign-out it began.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'signed-out': {
    title: 'You are signed out',
    why: 'You get a clean address; the cookies are cleared.',
  },
  'sign-out-unknown': {
    title: 'The app does not know of this sign-out',
    why: 'It brings no state that the app sent. It changes nothing, and claims nothing.',
    concept: 'sign-out',
  },
  failed: {
    title: 'The app stops and explains',
    why: 'It makes no session and asks the provider for nothing more.',
  },
  broken: {
    title: 'Something fails on our side',
    why: 'It is not your doing. The details are in the log of the site, for whoever runs it.',
  },
  other: { title: 'The app asks the provider', why: 'A request that this site has no words for.' },
  'other-answer': { title: 'The provider answers', why: 'The answer to the request before.' },
  unreachable: {
    title: 'No answer comes',
    why: 'The connection failed, took too long, or led to another address, which the app does not follow.',
  },
};
