import type { CheckedAppName } from './apps.ts';

/** Why the same thing happened in several apps; each app that failed or couldn't be tried has one for each such check. */
export interface Reason {
  checks: readonly string[];
  apps: readonly CheckedAppName[];
  /** What the app did, and what decides it. */
  why: string;
}

const expressOpenIdConnect = [
  'express-openid-connect',
  'express-openid-connect, ID token only',
] as const;
const fromTokenEndpoint = [
  'express-openid-connect',
  'openid-client',
  'Auth.js',
  'better-auth',
  '@hono/oidc-auth',
] as const;

export const failures: readonly Reason[] = [
  {
    checks: ['bad-signature', 'same-kid-other-key', 'keys-rotated', 'key-in-id-token'],
    apps: fromTokenEndpoint,
    why: 'The signature of an ID token from the token endpoint isn’t looked at. OpenID Connect Core allows that, because the app got the token over TLS (section 3.1.3.7). openid-client verifies it after `enableNonRepudiationChecks`.',
  },
  {
    checks: [
      'unsigned-id-token',
      'hmac-id-token',
      'es256-id-token',
      'wrong-issuer',
      'other-tenant',
      'wrong-audience',
      'foreign-azp',
      'expired-id-token',
      'no-expiry',
      'clock-ahead',
      'no-subject',
      'wrong-nonce',
    ],
    apps: ['better-auth'],
    why: 'Its Microsoft provider decodes the ID token of the token endpoint and takes the user from it. It relies on TLS for everything else.',
  },
  {
    checks: ['unsigned-id-token'],
    apps: ['mod_auth_openidc'],
    why: 'In the code flow, it accepts an ID token with `alg` `none` from the token endpoint. A token with a wrong signature is refused.',
  },
  {
    checks: ['clock-ahead'],
    apps: ['mod_auth_openidc'],
    why: 'Its tolerance is ten minutes, which is what the token was ahead: `OIDCIDTokenIatSlack`.',
  },
  {
    checks: ['wrong-at-hash'],
    apps: fromTokenEndpoint,
    why: '`at_hash` isn’t compared with the access token. In the code flow, OpenID Connect Core leaves that to the app (section 3.1.3.8).',
  },
  {
    checks: ['state-new-each-time'],
    apps: expressOpenIdConnect,
    why: 'The state holds only the page to return to. A nonce and a code verifier in a cookie tell sign-ins apart instead, and the checks of forged responses held.',
  },
  {
    checks: ['state-new-each-time'],
    apps: ['Auth.js'],
    why: 'It sends no state. By default, its provider relies on PKCE alone, which RFC 9700 allows, and the checks of forged responses held. `checks: ["pkce", "state"]` adds one.',
  },
  {
    checks: ['nonce-new-each-time'],
    apps: ['openid-client', 'Auth.js', 'better-auth'],
    why: 'The authorization request has no nonce. In the code flow, it’s optional, and PKCE ties the code to the browser. openid-client takes one as `nonce` and `expectedNonce`; in Auth.js, it’s one more of `checks`.',
  },
  {
    checks: ['no-cookie-and-no-state'],
    apps: ['openid-client'],
    why: 'The README passes on the state of the session. In a session that started nothing it’s `undefined`, which openid-client takes for “no state is expected”. The app sent the code to the token endpoint, and only PKCE stopped the sign-in. Refuse a response when the session has no state.',
  },
  {
    checks: ['pkce'],
    apps: ['passport-azure-ad', 'mod_auth_openidc'],
    why: 'No PKCE. passport-azure-ad has none: the nonce and `c_hash` of its ID token tie the code to the browser. In mod_auth_openidc, it’s off unless you set `OIDCPKCEMethod S256`.',
  },
  {
    checks: ['response-twice'],
    apps: [
      'express-openid-connect',
      'Auth.js',
      'better-auth',
      '@hono/oidc-auth',
      'mod_auth_openidc',
    ],
    why: 'What belongs to a sign-in is in a cookie, and a copy of the browser still has it. The app sent the same code to the token endpoint again, and the identity provider refused it.',
  },
  {
    checks: ['response-twice'],
    apps: ['express-openid-connect, ID token only'],
    why: 'The copy was signed in. Without a code, there’s nothing that the identity provider accepts only once.',
  },
  {
    checks: ['two-tabs'],
    apps: [...expressOpenIdConnect, 'openid-client', '@hono/oidc-auth'],
    why: 'A browser has room for one sign-in at a time: the newer one replaces what the older one needs, and the tab that comes back first gets an error page.',
  },
  {
    checks: ['refusal-of-the-provider', 'garbage-at-redirect-uri'],
    apps: ['openid-client', '@hono/oidc-auth'],
    why: 'The error isn’t caught in these lines, so the page has status 500. The process survived. Catch it in your route, or in an error handler.',
  },
  {
    checks: ['garbage-at-redirect-uri'],
    apps: ['Auth.js'],
    why: 'Its own error page has status 500 and blames the configuration. The process survived.',
  },
  {
    checks: ['cookies-mutated'],
    apps: ['Auth.js'],
    why: 'A cookie `authjs.callback-url=%` makes `getSession` throw. On Express 5, that’s a page with status 500. Older versions of Express don’t catch what an asynchronous handler throws, so the process ends.',
  },
  {
    checks: ['cookie-for-other-sites'],
    apps: ['openid-client', 'passport-azure-ad', '@hono/oidc-auth', 'mod_auth_openidc'],
    why: 'The session cookie has no SameSite. In express-session, set `cookie.sameSite`; in mod_auth_openidc, `OIDCCookieSameSite On`.',
  },
  {
    checks: ['stolen-cookie-after-sign-out'],
    apps: [...expressOpenIdConnect, 'Auth.js', 'better-auth', '@hono/oidc-auth'],
    why: 'The session is in the cookie, so signing out can’t end a copy of it. express-openid-connect with a session store, and Auth.js and better-auth with a database, keep sessions on the server.',
  },
  {
    checks: ['sign-out-by-another-site', 'sign-out-by-sibling'],
    apps: [
      ...expressOpenIdConnect,
      'openid-client',
      '@hono/oidc-auth',
      'passport-azure-ad',
      'mod_auth_openidc',
    ],
    why: 'Signing out is a GET request, so a link or an image on another site can do it. For openid-client, it’s the README of express-session that shows it.',
  },
  {
    checks: ['sign-out-at-provider'],
    apps: ['openid-client', 'Auth.js', 'better-auth', '@hono/oidc-auth', 'passport-azure-ad'],
    why: 'Only the app’s own session ends. openid-client has `buildEndSessionUrl` for the rest; with the others, send the browser to the `end_session_endpoint` yourself.',
  },
  {
    checks: ['tokens-in-pages'],
    apps: ['@hono/oidc-auth'],
    why: 'The session cookie is a signed JWT that anyone who has the cookie can read, and it contains the refresh token. The cookie is HttpOnly.',
  },
  {
    checks: ['private-page-kept', 'framing', 'security-headers'],
    apps: [
      ...expressOpenIdConnect,
      'openid-client',
      'Auth.js',
      'better-auth',
      '@hono/oidc-auth',
      'passport-azure-ad',
      'mod_auth_openidc',
    ],
    why: 'Headers of the app’s own pages are the app’s to send, and the documentation’s lines send none. In Express, helmet is a start.',
  },
  {
    checks: ['replaced-session'],
    apps: [
      'express-openid-connect',
      'express-openid-connect, ID token only',
      'Auth.js',
      'better-auth',
    ],
    why: 'The session is in the cookie alone here, so a copy of it works until it expires, whatever happens after.',
  },
  {
    checks: ['token-endpoint-hangs'],
    apps: [
      'openid-client',
      'Auth.js',
      'better-auth',
      '@hono/oidc-auth',
      'passport-azure-ad',
      'mod_auth_openidc',
    ],
    why: 'The request has no time limit, or one above 15 seconds. openid-client takes `timeout`, and mod_auth_openidc `OIDCHTTPTimeoutLong`, which is 60 seconds by default.',
  },
  {
    checks: ['token-endpoint-large'],
    apps: [...fromTokenEndpoint, 'passport-azure-ad'],
    why: 'The size of a response has no limit: all 64 MB were read before it was refused. openid-client and Auth.js take a `customFetch` of your own, which can stop earlier.',
  },
  {
    checks: ['token-endpoint-redirects'],
    apps: ['mod_auth_openidc'],
    why: 'It follows the redirect and sends the code to the other origin, without the client secret.',
  },
];

export const untried: readonly Reason[] = [
  {
    checks: ['state-missing', 'state-wrong'],
    apps: ['Auth.js'],
    why: 'It sends no state, so its responses have none to leave out or to change.',
  },
  {
    checks: ['missing-nonce'],
    apps: ['openid-client', 'Auth.js', 'better-auth'],
    why: 'They send no nonce, so an ID token without one is what they expect.',
  },
  {
    checks: ['session-of-another-user', 'user-changes', 'replaced-session'],
    apps: ['@hono/oidc-auth', 'mod_auth_openidc'],
    why: 'Every page is protected, so a browser that’s signed in is never sent to sign in again.',
  },
  {
    checks: [
      'pkce',
      'code-of-another-sign-in',
      'wrong-at-hash',
      'no-id-token',
      'access-token-as-id-token',
      'tokens-in-pages',
      'token-endpoint-hangs',
      'token-endpoint-redirects',
      'token-endpoint-down',
      'token-endpoint-fails',
      'token-endpoint-garbage',
      'token-endpoint-large',
      'expired-secret',
      'error-details',
    ],
    apps: ['express-openid-connect, ID token only'],
    why: 'There’s no code, and the app never asks the token endpoint for anything.',
  },
];
