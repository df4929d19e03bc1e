import type { Kind } from '../messages/message.ts';

export interface MessageText {
  title: string;
  why: string;
  /** The page in /how-it-works/ that explains more. */
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

/** What each kind of message does, in one line, and why it exists. A screen reader reads these words first. */
export const messageTexts: Readonly<Record<Kind, MessageText>> = {
  'sign-in': {
    title: 'You ask the app to sign you in',
    why: 'It’s a POST from this site’s own page, so that no other site can start a sign-in for you.',
    step: 'sign-in',
  },
  'edit-profile': {
    title: 'You ask to edit your profile',
    why: 'In B2C, that’s another user flow: the app sends you to the identity provider again and takes your new name from the new ID token.',
    step: 'sign-in',
  },
  'sign-in-answer': {
    title: 'The app sends you to the identity provider',
    why: 'It creates a state, a nonce, and a PKCE secret for this one attempt, keeps them in an encrypted cookie, and puts only what may be seen into the address.',
    concept: 'pkce-state-nonce',
    step: 'sign-in',
  },
  authorize: {
    title: 'You arrive at the identity provider',
    why: 'You prove who you are there. The app never sees your password, and it doesn’t see this message either: it’s the address from the message before.',
    concept: 'authority',
  },
  'authorize-answer': {
    title: 'The identity provider sends you back with a one-time code',
    why: 'The code travels through the browser, so it’s worth nothing on its own: redeeming it takes the PKCE secret and the app’s credential.',
    concept: 'pkce-state-nonce',
  },
  'authorize-error': {
    title: 'The identity provider sends you back with an error',
    why: 'Something kept it from signing you in, or you chose to stop. There’s no code in this response.',
    concept: 'consent',
  },
  callback: {
    title: 'You bring the response to the app',
    why: 'The app opens its cookie, which works only once, and compares the state before it does anything else.',
    concept: 'pkce-state-nonce',
    step: 'sign-in',
  },
  discovery: {
    title: 'The app asks for the metadata document',
    why: 'The app reads the identity provider’s addresses from this document instead of having them written into its code.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-answer': {
    title: 'The identity provider describes itself',
    why: 'The app checks that the issuer is the one it asked for, and keeps the document for an hour.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-error': {
    title: 'The identity provider doesn’t describe itself',
    why: 'Without the metadata document, the app has no address to send you to. With status 400 or 404, the authority may name a tenant that doesn’t exist; with 500 or more, the identity provider is in trouble.',
    concept: 'authority',
    step: 'configure',
  },
  'discovery-cached': {
    title: 'The app already knows the identity provider',
    why: 'It read the metadata document less than an hour ago and still has it in memory, so nothing crosses the wire.',
    concept: 'authority',
  },
  keys: {
    title: 'The app asks for the identity provider’s public keys',
    why: 'It verifies the signature of the ID token with them.',
    concept: 'tokens',
    step: 'sign-in',
  },
  'keys-answer': {
    title: 'The identity provider publishes its keys',
    why: 'Public keys can verify signatures, but not create them. A key can name its issuer: it may sign for that one only. Identity providers change their keys from time to time.',
    concept: 'tokens',
  },
  'keys-error': {
    title: 'The identity provider doesn’t return its keys',
    why: 'Without them, no signature can be verified, so the app trusts no token.',
    concept: 'tokens',
    step: 'sign-in',
  },
  'keys-cached': {
    title: 'The app already has the identity provider’s keys',
    why: 'It fetched them a short while ago and still has them in memory. An unknown key ID would make it ask again.',
    concept: 'tokens',
  },
  redeem: {
    title: 'The app redeems the code',
    why: 'This request goes from server to server. It proves that the app is the registered one, and that it started this attempt.',
    concept: 'credentials',
    step: 'sign-in',
  },
  'redeem-answer': {
    title: 'The identity provider returns tokens',
    why: 'The ID token tells the app who you are, the access token opens an API, and the refresh token renews both.',
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
    title: 'The identity provider returns new tokens',
    why: 'The app keeps the new refresh token and drops the old one.',
    concept: 'tokens',
  },
  'provider-error': {
    title: 'The identity provider returns an error',
    why: 'There are no tokens in it. “error”, if present, is a word that code decides on. The description is for people and goes to the log.',
  },
  'signed-in': {
    title: 'You are signed in',
    why: 'The ID token is verified: signature, issuer, audience, times, and nonce. You get a new session cookie, and a clean address without the code.',
    concept: 'sessions',
    step: 'sign-in',
  },
  unchanged: {
    title: 'Nothing has changed',
    why: 'You canceled. Your session is as it was, so the app takes you back.',
  },
  'used-before': {
    title: 'The response was used before',
    why: 'You’re signed in already. The app redeems nothing a second time and takes you back.',
    concept: 'pkce-state-nonce',
  },
  'call-api': {
    title: 'You ask the app to call the API',
    why: 'The browser never calls the API itself, because it has no token.',
    concept: 'tokens',
    step: 'call-api',
  },
  'token-cached': {
    title: 'The app has an access token',
    why: 'It came with your sign-in and hasn’t expired, so nothing crosses the wire.',
    concept: 'sessions',
    step: 'call-api',
  },
  api: {
    title: 'The app calls the API with the access token',
    why: 'The API verifies the token and checks what the app may do on your behalf.',
    concept: 'tokens',
    step: 'call-api',
  },
  'api-answer': {
    title: 'The API responds',
    why: 'The response is for the app, which shows it to you.',
    concept: 'tokens',
  },
  'api-challenge': {
    title: 'The API asks for more',
    why: 'This is a claims challenge: the header “WWW-Authenticate” names what the next token must prove, such as a second factor. The app passes it on to the identity provider unchanged.',
    concept: 'tokens',
    step: 'call-api',
  },
  'call-api-answer': {
    title: 'The app has the API’s response for you',
    why: 'It sends you to a page that shows it, so that reloading doesn’t call the API again.',
  },
  'admin-page': {
    title: 'You ask for the page for administrators',
    why: 'It’s only for users with the app role Admin. The app looks at the claim “roles” of your ID token, and if that is more than an hour old, it renews the token first.',
    concept: 'tokens',
  },
  'admin-page-answer': {
    title: 'The app shows you the page',
    why: 'Your ID token has the role Admin. Users without it get a page with status 403 instead. It offers no sign-in, because signing in again wouldn’t change that.',
    concept: 'tokens',
  },
  'sign-in-needed': {
    title: 'The app sends you back to the identity provider',
    why: 'The API needs something that your sign-in didn’t bring: more permissions, or a fresh sign-in.',
    concept: 'consent',
    step: 'call-api',
  },
  'password-reset': {
    title: 'The app sends you to the password reset',
    why: 'In B2C, “Forgot your password?” comes back as an error with the code AADB2C90118. The app starts another user flow.',
  },
  'sign-out': {
    title: 'You ask the app to sign you out',
    why: 'It’s a POST from this site’s own page, so that no other site can sign you out.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'sign-out-answer': {
    title: 'The app ends your session and sends you on',
    why: 'First the app deletes your session and its tokens. Then the identity provider’s session is ended too; otherwise, the next sign-in wouldn’t ask who you are. If the identity provider can’t be reached, you come straight back.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'end-session': {
    title: 'You arrive at the identity provider’s sign-out',
    why: 'The identity provider ends its own session. The app doesn’t see this message: it’s the address from the message before.',
    concept: 'sign-out',
  },
  'end-session-answer': {
    title: 'The identity provider sends you back',
    why: 'Entra sends you only to an address that the registration names. B2C checks that only if the request carries an ID token.',
    concept: 'sign-out',
  },
  'signed-out-callback': {
    title: 'You come back to the app',
    why: 'The state tells the app that this is the end of the sign-out it started.',
    concept: 'sign-out',
    step: 'sign-out',
  },
  'signed-out': {
    title: 'You are signed out',
    why: 'You get a clean address, and the cookies are cleared.',
  },
  'sign-out-unknown': {
    title: 'The app doesn’t know this sign-out',
    why: 'The request brings no state that the app sent. The app changes nothing and claims nothing.',
    concept: 'sign-out',
  },
  failed: {
    title: 'The app stops and explains',
    why: 'It creates no session and asks the identity provider for nothing more.',
  },
  broken: {
    title: 'Something fails on our side',
    why: 'You did nothing wrong. The site’s log has the details, for the people who run it.',
  },
  other: {
    title: 'The app asks the identity provider',
    why: 'A request that this site has no words for.',
  },
  'other-answer': {
    title: 'The identity provider responds',
    why: 'The response to the request before.',
  },
  unreachable: {
    title: 'The app gets no usable response',
    why: 'The connection failed, took too long, brought too much, or led to another address, which the app doesn’t follow.',
  },
};
