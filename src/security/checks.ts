import type { Group } from './item.ts';

const idToken = ['sign-in/protocol/id-token.ts'];
const signIn = ['sign-in/protocol/sign-in.ts'];

/** Attacks on a relying party, and how this one responds. Every number is in the name of a test. */
export const checks: readonly Group[] = [
  {
    title: 'Forged ID tokens, keys, and metadata',
    items: [
      { id: 'T1', what: 'A signature that doesn’t match', done: 'Refused.', where: idToken },
      {
        id: 'T2',
        what: 'A different key under a known key’s name',
        done: 'Refused: the signature is verified with the published key.',
        where: idToken,
      },
      {
        id: 'T3',
        what: 'alg none, HS256 with the client secret, ES256',
        done: 'Refused: RS256 is the only algorithm it accepts.',
        where: idToken,
      },
      {
        id: 'T4',
        what: 'A different issuer, or another tenant’s issuer',
        done: 'Refused: iss must match exactly, and tid must be the issuer’s tenant. If the app is for several tenants, tid must also be on its list, and the key must be for that issuer.',
        where: [...idToken, 'sign-in/protocol/issuer.ts', 'sign-in/protocol/allowed-tenant.ts'],
      },
      {
        id: 'T5',
        what: 'A different audience, several audiences, another app’s azp',
        done: 'Refused.',
        where: idToken,
      },
      {
        id: 'T6',
        what: 'Expired, not yet valid, no expiry',
        done: 'Refused, with a tolerance of 60 seconds.',
        where: idToken,
      },
      { id: 'T7', what: 'No sub, no iat', done: 'Refused: both are required.', where: idToken },
      {
        id: 'T8',
        what: 'A different nonce, or none',
        done: 'Refused: nonce is always sent and always compared.',
        where: ['sign-in/protocol/id-token.ts', 'sign-in/protocol/transaction.ts'],
      },
      {
        id: 'T9',
        what: 'An at_hash that belongs to another access token',
        done: 'Refused.',
        where: idToken,
      },
      {
        id: 'T10',
        what: 'A token that contains its key or points to one',
        done: 'Never used and never fetched.',
        where: idToken,
      },
      {
        id: 'T11',
        what: 'A token that names no key',
        done: 'Accepted if exactly one key is published; otherwise refused.',
        where: idToken,
      },
      {
        id: 'T12',
        what: 'Rotated keys, and a flood of made-up key names',
        done: 'One more request finds a new key; at most five such requests a minute.',
        where: ['sign-in/protocol/signing-keys.ts'],
      },
      {
        id: 'T13',
        what: 'A metadata document that names another issuer',
        done: 'Refused before any user is sent there.',
        where: ['sign-in/protocol/discovery.ts'],
      },
      {
        id: 'T14',
        what: 'No ID token, or something else in its place',
        done: 'Refused.',
        where: ['sign-in/network/msal-network.ts', ...signIn],
      },
      {
        id: 'T15',
        what: 'Renewed tokens that belong to another user',
        done: 'The session ends.',
        where: ['sign-in/protocol/access-token.ts'],
      },
      {
        id: 'T16',
        what: 'An access token or a sign-out token instead of an ID token, and the reverse',
        done: 'Refused: typ and aud must fit. The ID token is never sent to the API.',
        where: ['sign-in/protocol/id-token.ts', 'sign-in/protocol/access-token.ts'],
      },
    ],
  },
  {
    title: 'Attacks on the redirect to the identity provider and back',
    items: [
      {
        id: 'F1',
        what: 'state is missing, wrong, empty, or sent twice',
        done: 'Refused before any request for tokens.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F2',
        what: 'Neither cookie nor state',
        done: 'Refused: two missing values don’t count as a match.',
        where: ['sign-in/protocol/transaction.ts', 'sign-in/protocol/same-text.ts'],
      },
      {
        id: 'F3',
        what: 'A sign-in that starts at one identity provider and ends at another',
        done: 'Refused: each identity provider has its own redirect URI and cookies.',
        where: ['sign-in/protocol/sign-in.ts', 'sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F4',
        what: 'iss of another identity provider, or missing although announced (RFC 9207)',
        done: 'Refused; the text of such a response isn’t shown.',
        where: signIn,
      },
      {
        id: 'F5',
        what: 'A stolen authorization code (PKCE)',
        done: 'Useless: S256, with a new verifier for each attempt, which goes only to the token endpoint.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F6',
        what: 'PKCE is stripped from the authorize URL',
        done: 'The app still sends the verifier, and the practice tenant refuses it, because the code has no challenge.',
        where: ['sign-in/protocol/sign-in.ts'],
      },
      {
        id: 'F7',
        what: 'An attacker’s code, or the whole response, in another browser',
        done: 'Refused: state, nonce, and verifier belong to one browser.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F8',
        what: 'A response is used again',
        done: 'Works only once, even for a copy of the browser or on another instance.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F9',
        what: 'A response after more than ten minutes',
        done: 'Refused, with a page that explains it.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F10',
        what: 'Another site starts a sign-in or a sign-out',
        done: 'No effect: only a POST from this origin works.',
        where: ['sign-in/session/origin.ts', 'sign-in/express.ts'],
      },
      {
        id: 'F11',
        what: 'returnTo leads to another site',
        done: 'Only a path in this app is accepted.',
        where: ['sign-in/session/origin.ts'],
      },
      {
        id: 'F12',
        what: 'Made-up Host and X-Forwarded headers',
        done: 'No effect: redirect URIs come from the configuration.',
        where: ['sign-in/registration/registration.ts', 'settings.ts'],
      },
      {
        id: 'F13',
        what: 'HTML in claims or in error texts',
        done: 'Stays text; the identity provider’s error text isn’t shown at all.',
        where: ['html.ts', 'sign-in/protocol/provider-error.ts'],
      },
      {
        id: 'F14',
        what: 'The authorization code stays in the address bar',
        done: 'The app redirects to a clean address, with no-store and no-referrer. An error page keeps its status and cleans the address itself.',
        where: ['sign-in/express.ts', 'public/clean-address.js'],
      },
      {
        id: 'F15',
        what: 'More permissions than needed',
        done: 'Asks for openid, profile, and offline_access at sign-in, and for others when an API needs them.',
        where: signIn,
      },
    ],
  },
  {
    title: 'Attacks on cookies and sessions',
    items: [
      {
        id: 'C1',
        what: 'Cookies that leak or are planted over https',
        done: 'Cookies have the prefix __Host-, are Secure, HttpOnly, and SameSite=Lax, and have no Domain.',
        where: ['sign-in/session/cookie.ts', 'sign-in/express/cookie-jar.ts'],
      },
      {
        id: 'C2',
        what: 'A session cookie set before sign-in',
        done: 'Replaced at sign-in, and the previous session ends.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C3',
        what: 'A stolen cookie that’s used after sign-out',
        done: 'Refused: the server has deleted the session.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C4',
        what: 'A session that never ends',
        done: 'Ends after an hour of inactivity, and after eight hours in any case.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C5',
        what: 'A cookie made for another purpose',
        done: 'Doesn’t open: each purpose has its own key.',
        where: ['sign-in/session/secret-keys.ts', 'sign-in/session/encrypted-cookie.ts'],
      },
      {
        id: 'C6',
        what: 'Tokens, codes, or secrets in pages, addresses, or logs',
        done: 'None: the cookie holds an ID and a key, and error pages use fixed sentences.',
        where: [
          'sign-in/errors/sign-in-error.ts',
          'sign-in/session/session.ts',
          'src/auth/trace/redact.ts',
        ],
      },
      {
        id: 'C7',
        what: 'A session is left open in another browser',
        done: 'Users see all their sessions, and end one or all of them.',
        where: ['sign-in/protocol/user-sessions.ts', 'sign-in/session/user-sessions.ts'],
      },
      {
        id: 'C8',
        what: 'A device is lost, or a user must be locked out',
        done: 'With one command, an operator ends all sessions of the user.',
        where: ['end-sessions.ts', 'sign-in/session/session.ts'],
      },
      {
        id: 'C9',
        what: 'Someone else uses a browser that’s still signed in',
        done: 'A page can require a recent sign-in. Only auth_time in the ID token counts.',
        where: ['sign-in/protocol/auth-time.ts', 'sign-in/protocol/user-sessions.ts'],
      },
    ],
  },
  {
    title: 'What happens at sign-out',
    items: [
      {
        id: 'L1',
        what: 'The user signs out',
        done: 'The app’s session ends first, then the browser goes to the identity provider.',
        where: ['sign-in/protocol/sign-out.ts'],
      },
      {
        id: 'L2',
        what: 'A link leads to the page after sign-out',
        done: 'The page confirms the sign-out only with the state of this sign-out.',
        where: ['sign-in/protocol/sign-out.ts'],
      },
      {
        id: 'L3',
        what: 'Front-channel sign-out with a session ID alone',
        done: 'That session ends on the server, without cookies.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'L4',
        what: 'Forged back-channel sign-out',
        done: '',
        where: [],
        notHere:
          'Microsoft documents only front-channel sign-out for its tenants, so there’s no such address.',
      },
    ],
  },
  {
    title: 'Attacks on requests and pages',
    items: [
      {
        id: 'R1',
        what: 'An authority that leads into a private network',
        done: '',
        where: [],
        notHere:
          'Visitors can’t enter an authority. It comes from the app’s configuration, and the app checks its host.',
      },
      {
        id: 'R2',
        what: 'The metadata document points to endpoints elsewhere',
        done: 'Refused: they must use https and be on the host of the authority or of its issuer.',
        where: ['sign-in/protocol/discovery.ts'],
      },
      {
        id: 'R3',
        what: 'Redirects, huge responses, and responses that never end',
        done: 'Redirects aren’t followed; a response may have 64 KB and take five seconds.',
        where: ['sign-in/network/bounded-fetch.ts'],
      },
      {
        id: 'R4',
        what: 'A reader’s client secret leaks from the site',
        done: '',
        where: [],
        notHere:
          'The site never asks readers for a secret. They put it into .env on their own machine.',
      },
      {
        id: 'R5',
        what: 'A reader’s value breaks out of the .env file',
        done: '',
        where: [],
        notHere: 'The zips contain no values from readers. Everyone gets the same bytes.',
      },
      {
        id: 'W1',
        what: 'Framing, injected scripts, and content sniffing',
        done: 'Every response has a Content-Security-Policy that starts from default-src none, and the other security headers.',
        where: ['sign-in/express/security-headers.ts', 'src/server/security-headers.ts'],
      },
    ],
  },
];
