import type { Group } from './item.ts';

const idToken = ['sign-in/protocol/id-token.ts'];
const signIn = ['sign-in/protocol/sign-in.ts'];

/** Attacks on a relying party, and what this one does. Every number is in the name of a test. */
export const checks: readonly Group[] = [
  {
    title: 'ID tokens and the provider’s documents',
    items: [
      { id: 'T1', what: 'A signature that does not fit', done: 'Refused.', where: idToken },
      {
        id: 'T2',
        what: 'Another key under a known key’s name',
        done: 'Refused: the signature is verified with the published key.',
        where: idToken,
      },
      {
        id: 'T3',
        what: 'alg none, HS256 with the client secret, ES256',
        done: 'Refused: RS256 is the only algorithm.',
        where: idToken,
      },
      {
        id: 'T4',
        what: 'Another issuer, or the issuer of another tenant',
        done: 'Refused: iss is compared exactly, and tid must be the tenant of the issuer.',
        where: idToken,
      },
      {
        id: 'T5',
        what: 'Another audience, several audiences, a foreign azp',
        done: 'Refused.',
        where: idToken,
      },
      {
        id: 'T6',
        what: 'Expired, not yet valid, no expiry',
        done: 'Refused beyond a tolerance of 60 seconds.',
        where: idToken,
      },
      { id: 'T7', what: 'No sub, no iat', done: 'Refused: both are required.', where: idToken },
      {
        id: 'T8',
        what: 'Another nonce, or none',
        done: 'Refused: nonce is always sent and always compared.',
        where: ['sign-in/protocol/id-token.ts', 'sign-in/protocol/transaction.ts'],
      },
      { id: 'T9', what: 'An at_hash of another access token', done: 'Refused.', where: idToken },
      {
        id: 'T10',
        what: 'A token that brings its key along or points to one',
        done: 'Never used and never fetched.',
        where: idToken,
      },
      {
        id: 'T11',
        what: 'A token that names no key',
        done: 'Accepted while exactly one key is published, else refused.',
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
        what: 'A discovery document of another issuer',
        done: 'Refused before anybody is sent there.',
        where: ['sign-in/protocol/discovery.ts'],
      },
      {
        id: 'T14',
        what: 'No ID token, or something else in its place',
        done: 'Refused.',
        where: signIn,
      },
      {
        id: 'T15',
        what: 'Renewed tokens of somebody else',
        done: 'The session ends.',
        where: ['sign-in/protocol/access-token.ts'],
      },
      {
        id: 'T16',
        what: 'An access token in place of an ID token, and the reverse',
        done: 'Refused; the ID token is never sent to the API.',
        where: ['sign-in/protocol/id-token.ts', 'sign-in/protocol/access-token.ts'],
      },
    ],
  },
  {
    title: 'The way to the provider and back',
    items: [
      {
        id: 'F1',
        what: 'state is missing, wrong, empty or there twice',
        done: 'Refused before any request for tokens.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F2',
        what: 'Neither cookie nor state',
        done: 'Refused: nothing is never equal to nothing.',
        where: ['sign-in/protocol/transaction.ts', 'sign-in/protocol/same-text.ts'],
      },
      {
        id: 'F3',
        what: 'A sign-in begun at one provider is finished at another',
        done: 'Refused: each provider has a redirect URI and cookies of its own.',
        where: ['sign-in/protocol/sign-in.ts', 'sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F4',
        what: 'iss of another provider, or missing although announced (RFC 9207)',
        done: 'Refused; the text of such an answer is not shown.',
        where: signIn,
      },
      {
        id: 'F5',
        what: 'PKCE',
        done: 'S256, new for each attempt; the verifier goes to the token endpoint only.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F6',
        what: 'Somebody strips PKCE from the authorize URL',
        done: 'The app sends the verifier all the same, and the practice tenant refuses it: no challenge belongs to the code.',
        where: ['sign-in/protocol/sign-in.ts'],
      },
      {
        id: 'F7',
        what: 'An attacker’s code or whole answer in another browser',
        done: 'Refused: state, nonce and verifier belong to one browser.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F8',
        what: 'An answer is used again',
        done: 'Works once, also for a copy of the browser and on another instance.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F9',
        what: 'An answer after more than ten minutes',
        done: 'Refused with a page that says so.',
        where: ['sign-in/protocol/transaction.ts'],
      },
      {
        id: 'F10',
        what: 'Another site starts a sign-in or a sign-out',
        done: 'No effect: a POST from this origin is needed.',
        where: ['sign-in/session/origin.ts', 'sign-in/express.ts'],
      },
      {
        id: 'F11',
        what: 'returnTo leads to another site',
        done: 'Only a path of this app is accepted.',
        where: ['sign-in/session/origin.ts'],
      },
      {
        id: 'F12',
        what: 'Made-up Host and X-Forwarded headers',
        done: 'Redirect URIs come from the configuration.',
        where: ['sign-in/registration/registration.ts', 'config.ts'],
      },
      {
        id: 'F13',
        what: 'HTML in claims or in error texts',
        done: 'Stays text; the provider’s error text is not shown at all.',
        where: ['html.ts', 'sign-in/protocol/provider-error.ts'],
      },
      {
        id: 'F14',
        what: 'The code stays in the address bar',
        done: 'A redirect to a clean address, with no-store and no-referrer. The page of an error keeps its status and cleans the address itself.',
        where: ['sign-in/express.ts', 'public/clean-address.js'],
      },
      {
        id: 'F15',
        what: 'More permissions than needed',
        done: 'openid, profile and offline_access to sign in; others when an API needs them.',
        where: signIn,
      },
    ],
  },
  {
    title: 'Cookies and sessions',
    items: [
      {
        id: 'C1',
        what: 'Cookies over https',
        done: '__Host-, Secure, HttpOnly, SameSite=Lax, no Domain.',
        where: ['sign-in/session/sealed-cookie.ts'],
      },
      {
        id: 'C2',
        what: 'A session cookie set before sign-in',
        done: 'Replaced at sign-in, and the session before is over.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C3',
        what: 'A stolen cookie after sign-out',
        done: 'Refused: the server has forgotten the session.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C4',
        what: 'A session that lasts for ever',
        done: 'Ends after an hour unused and after eight hours in any case.',
        where: ['sign-in/session/session.ts'],
      },
      {
        id: 'C5',
        what: 'A cookie made for another purpose',
        done: 'Does not open: each purpose has a key of its own.',
        where: ['sign-in/session/sealed-cookie.ts'],
      },
      {
        id: 'C6',
        what: 'Tokens, codes or secrets in pages, addresses or logs',
        done: 'None: the cookie holds no token, and errors are fixed sentences.',
        where: [
          'sign-in/errors/sign-in-error.ts',
          'sign-in/session/session.ts',
          'src/auth/trace/redact.ts',
        ],
      },
    ],
  },
  {
    title: 'Signing out',
    items: [
      {
        id: 'L1',
        what: 'Sign-out',
        done: 'The session here ends first, then the browser goes to the provider.',
        where: ['sign-in/protocol/sign-out.ts'],
      },
      {
        id: 'L2',
        what: 'Somebody opens the page after sign-out',
        done: 'It is called confirmed only with the state of this sign-out.',
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
          'Microsoft’s tenants do not send back-channel sign-outs, so there is no such address.',
      },
    ],
  },
  {
    title: 'Requests, and the responses of the app',
    items: [
      {
        id: 'R1',
        what: 'An authority that leads into the private network',
        done: '',
        where: [],
        notHere:
          'Nobody can type an authority into the site. It comes from the configuration of whoever runs the app, which checks its host.',
      },
      {
        id: 'R2',
        what: 'Discovery points the endpoints elsewhere',
        done: 'Refused: they must be on the host of the authority, with https.',
        where: ['sign-in/protocol/discovery.ts'],
      },
      {
        id: 'R3',
        what: 'Redirects, endless answers, answers that never end',
        done: 'Not followed; 64 KB; five seconds.',
        where: ['sign-in/network/bounded-fetch.ts'],
      },
      {
        id: 'R4',
        what: 'A reader’s client secret leaks from the site',
        done: '',
        where: [],
        notHere:
          'The site never asks readers for a secret. They write it into .env on their own machine.',
      },
      {
        id: 'R5',
        what: 'A reader’s value breaks out of the .env file',
        done: '',
        where: [],
        notHere: 'The zips hold no reader’s values: they are the same bytes for everybody.',
      },
      {
        id: 'W1',
        what: 'Framing, injected scripts, sniffing',
        done: 'A Content-Security-Policy from default-src none and the other headers, on every response.',
        where: ['sign-in/express/security-headers.ts', 'src/server/security-headers.ts'],
      },
    ],
  },
];
