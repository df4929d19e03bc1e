import type { Entry } from './entry.ts';

/** The errors of Azure AD B2C, which has its own codes. Most of the wording is the practice tenant's own. */
export const b2cCatalogue = {
  AADB2C90006: {
    error: 'invalid_request',
    text: "The redirect URI '{uri}' in the request is not registered for the client ID '{client}'.",
    page: true,
  },
  AADB2C90007: {
    error: 'invalid_request',
    text: "The application with the client ID '{client}' has no registered redirect URIs.",
    page: true,
  },
  AADB2C90008: {
    error: 'invalid_request',
    text: 'The request has no client ID.',
    page: true,
  },
  AADB2C90010: {
    error: 'invalid_request',
    text: 'The request has no scope.',
  },
  AADB2C90013: {
    error: 'unsupported_response_type',
    text: "The response type '{type}' is not supported.",
  },
  AADB2C90014: {
    error: 'invalid_request',
    text: "The response mode '{mode}' is not supported.",
  },
  AADB2C90018: {
    error: 'unauthorized_client',
    text: "The client ID '{client}' is not registered in the tenant '{tenant}'.",
    page: true,
  },
  AADB2C90043: {
    error: 'invalid_request',
    // prose-ignore: a value of the protocol
    text: "The prompt has a value that is not valid. Send 'none', 'login', 'consent', or 'select_account'.",
  },
  AADB2C90055: {
    error: 'invalid_request',
    text: "The scope '{scope}' must name a resource, such as 'https://example.com/calendar.read'.",
  },
  AADB2C90057: {
    error: 'unauthorized_client',
    text: 'The application is not configured to allow the implicit flow.',
  },
  AADB2C90067: {
    error: 'invalid_request',
    text: "The post-logout redirect URI '{uri}' has a form that is not valid. Use an address with https.",
    page: true,
  },
  AADB2C90077: {
    error: 'interaction_required',
    text: "The user has no session for this request, and the request has the prompt 'none'.",
  },
  AADB2C90079: {
    error: 'invalid_request',
    text: 'A client must send a client_secret to redeem a confidential grant.',
  },
  AADB2C90080: {
    error: 'invalid_grant',
    text: 'The grant has expired. Sign in again.',
  },
  AADB2C90081: {
    error: 'invalid_client',
    status: 401,
    text: 'The client_secret does not match this client. Correct it and try again.',
  },
  AADB2C90083: {
    error: 'invalid_request',
    text: "The request lacks the parameter '{field}'.",
  },
  AADB2C90084: {
    error: 'invalid_request',
    text: 'A public client must not send a client_secret to redeem a public grant.',
  },
  AADB2C90085: {
    error: 'invalid_grant',
    text: 'The service had an internal error. Sign in again.',
  },
  AADB2C90086: {
    error: 'unsupported_grant_type',
    text: 'The grant_type [{grant}] is not supported.',
  },
  AADB2C90088: {
    error: 'invalid_grant',
    text: 'The grant was not issued for this endpoint. Actual value: {actual}. Expected value: {expected}.',
  },
  AADB2C90091: {
    error: 'access_denied',
    // prose-ignore: spelled as Azure AD B2C spells it
    text: 'The user has cancelled entering self-asserted information.',
  },
  AADB2C90092: {
    error: 'unauthorized_client',
    text: "The application with the ID '{client}' is disabled in the tenant '{tenant}'.",
  },
  AADB2C90110: {
    error: 'invalid_request',
    text: "The scope must include 'openid' when the response_type includes 'id_token'.",
  },
  AADB2C90117: {
    error: 'invalid_request',
    text: "The scope '{scope}' is not supported.",
  },
  AADB2C90118: {
    error: 'access_denied',
    text: 'The user has forgotten their password.',
  },
  AADB2C90120: {
    error: 'invalid_request',
    text: 'The max_age of the request is not valid. Send a whole number of seconds.',
  },
  AADB2C90128: {
    error: 'invalid_grant',
    text: 'The account of this grant no longer exists. Sign in again.',
  },
  AADB2C90129: {
    error: 'invalid_grant',
    text: 'The grant has been revoked. Sign in again.',
  },
  AADB2C90146: {
    error: 'invalid_request',
    text: "The scope '{scope}' names more than one resource for an access token, which is not supported.",
  },
  AADB2C90182: {
    error: 'invalid_grant',
    text: 'The code_verifier does not match the code_challenge.',
  },
  AADB2C90183: {
    error: 'invalid_request',
    text: 'The code_verifier is not valid.',
  },
  AADB2C90184: {
    error: 'invalid_request',
    text: 'The supplied code_challenge_method is not supported. Supported values are plain or S256.',
  },
  AADB2C90205: {
    error: 'unauthorized_client',
    text: 'The application does not have sufficient permissions for this web resource.',
  },
  AADB2C90210: {
    error: 'invalid_request',
    text: 'The id_token_hint could not be validated. Send another token and try again.',
    page: true,
  },
  AADB2C90272: {
    error: 'invalid_request',
    text: 'The request lacks the parameter id_token_hint. Send a token and try again.',
    page: true,
  },
  AADB2C90273: {
    error: 'access_denied',
    text: "The identity provider returned a response that cannot be used: '{reason}'.",
  },
  AADB2C90279: {
    error: 'invalid_grant',
    text: "The client ID '{client}' does not match the client ID that the grant was issued to.",
  },
  AADB2C90289: {
    error: 'server_error',
    text: 'The identity provider could not be reached. Try again later.',
  },
  AADB2C99059: {
    error: 'invalid_request',
    text: 'The request must have a code_challenge, because the app is a single-page app.',
  },
} as const satisfies Record<string, Entry>;
