import { b2cCatalogue } from './b2c-catalogue.ts';
import type { Entry } from './entry.ts';

const askAgain = 'Send an interactive authorization request for this user and resource.';

/** Every error that the practice tenant returns. The wording is the practice tenant's own. */
export const errorCatalogue = {
  AADSTS16000: {
    error: 'interaction_required',
    text: 'Either multiple user identities are available for the current request, or the selected account is not supported for the scenario.',
  },
  AADSTS28000: {
    error: 'invalid_request',
    text: "The value of the parameter 'scope' is not valid, because it contains more than one resource. The scope {scope} is not valid.",
  },
  AADSTS50011: {
    error: 'invalid_request',
    text: "The redirect URI '{uri}' in the request does not match the redirect URIs configured for the application '{client}'.",
    page: true,
  },
  AADSTS50013: {
    error: 'invalid_grant',
    text: 'The assertion cannot be used: {reason}.',
  },
  AADSTS28002: {
    error: 'invalid_request',
    text: "The scope '{scope}' is not valid when an access token is requested. Name a scope of an API.",
  },
  AADSTS50020: {
    error: 'invalid_grant',
    text: "The user account '{user}' from the identity provider '{idp}' does not exist in the tenant '{tenant}' and cannot access the application '{client}' ({name}) in that tenant. The account needs to be added there as an external user first, or sign in with a different account.",
    page: true,
  },
  AADSTS50034: {
    error: 'invalid_grant',
    text: 'The user account {user} does not exist in the {tenant} directory.',
  },
  AADSTS500341: {
    error: 'invalid_grant',
    text: 'The user account {user} has been deleted from the {tenant} directory. To sign in to this application, the account must be added to the directory.',
  },
  AADSTS50049: {
    error: 'invalid_instance',
    text: 'Unknown or invalid instance.',
    page: true,
  },
  AADSTS50057: {
    error: 'invalid_grant',
    text: 'The user account is disabled.',
  },
  AADSTS50105: {
    error: 'access_denied',
    text: "The user '{user}' is not assigned to a role for the application '{client}' ({name}), which requires assignment.",
  },
  AADSTS50059: {
    error: 'invalid_request',
    text: 'No tenant-identifying information was found in either the request or the credentials. Send the request to the endpoint of one tenant.',
  },
  AADSTS50126: {
    error: 'invalid_grant',
    text: 'The credentials are not valid: the username or the password is wrong.',
  },
  AADSTS50173: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    text: 'The grant has been revoked, because an administrator reset the password or ended the sessions. Sign in again.',
  },
  AADSTS53003: {
    error: 'access_denied',
    text: 'Access has been blocked by Conditional Access policies. An administrator can find out which.',
  },
  AADSTS50058: {
    error: 'login_required',
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  AADSTS50076: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    text: 'Multifactor authentication is required for what the app asks for. Send the user to sign in again, with the claims of this response.',
  },
  AADSTS65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    text: `The user or administrator has not consented to use the application with ID '{client}' named '{name}'. ${askAgain}`,
  },
  AADSTS65004: {
    error: 'access_denied',
    text: 'The user declined to consent to access the app.',
  },
  AADSTS70000: {
    error: 'invalid_grant',
    text: 'The grant in the request is not valid: {reason}.',
  },
  AADSTS70003: {
    error: 'unsupported_grant_type',
    text: "The app asked for the grant type '{grant}', which is not supported.",
  },
  AADSTS70008: {
    error: 'invalid_grant',
    text: `The authorization code or refresh token has expired. ${askAgain}`,
  },
  AADSTS70005: {
    error: 'unsupported_response_type',
    text: "The response_type 'id_token' requires the scope 'openid'.",
  },
  AADSTS70007: {
    error: 'invalid_request',
    text: "The response_mode '{mode}' is not supported for this request.",
  },
  AADSTS70011: {
    error: 'invalid_scope',
    text: "The value '{scope}' of the parameter 'scope' is not valid.",
  },
  AADSTS1002012: {
    error: 'invalid_scope',
    text: "The scope '{scope}' is not valid without a user. Ask for one API, with /.default after its identifier.",
  },
  AADSTS70016: {
    error: 'authorization_pending',
    text: 'The user has not finished signing in on the other device. Keep polling.',
  },
  AADSTS70020: {
    error: 'expired_token',
    text: 'The device code has expired. Start again.',
  },
  AADSTS50027: {
    error: 'invalid_client',
    status: 401,
    text: 'The client assertion is not a well-formed JWT.',
  },
  AADSTS50194: {
    error: 'invalid_request',
    text: "The application '{client}' is not configured as a multitenant application. Use the tenant's own endpoint instead of /{endpoint}.",
    page: true,
  },
  AADSTS54005: {
    error: 'invalid_grant',
    text: 'The authorization code was already redeemed. Request a new one, or use the refresh token.',
  },
  AADSTS90014: {
    error: 'invalid_request',
    text: "The required field '{field}' is missing from the request.",
  },
  AADSTS90023: {
    error: 'invalid_request',
    // prose-ignore: a value of the protocol
    text: "The value of the parameter 'prompt' is not supported. Send one of login, none, consent, select_account, and create.",
  },
  AADSTS90002: {
    error: 'invalid_tenant',
    text: "Tenant '{tenant}' was not found. Check the tenant ID or domain in the authority, and the cloud it belongs to.",
    page: true,
  },
  AADSTS90094: {
    error: 'access_denied',
    text: 'An administrator must consent before the application {name} can be used.',
  },
  AADSTS500011: {
    error: 'invalid_resource',
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. No application exposes it.',
  },
  AADSTS500113: {
    error: 'invalid_request',
    text: 'No reply address is registered for the application.',
    page: true,
  },
  AADSTS500112: {
    error: 'invalid_client',
    status: 401,
    text: "The reply address '{uri}' does not match the reply address of the authorization request.",
  },
  AADSTS500133: {
    error: 'invalid_grant',
    text: 'The assertion is outside its valid time range.',
  },
  AADSTS501491: {
    error: 'invalid_request',
    text: 'The size of the code_challenge is not valid: send 43 to 128 characters.',
  },
  AADSTS501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge of the authorization request.',
  },
  AADSTS650053: {
    error: 'invalid_client',
    text: "The application asked for the scope '{scope}', which does not exist on the resource '{resource}'.",
  },
  AADSTS650052: {
    error: 'invalid_client',
    text: "The app is trying to access a service '{api}'({name}) that your organization '{tenant}' lacks a service principal for. An administrator can consent to the service, which creates it.",
  },
  AADSTS700016: {
    error: 'unauthorized_client',
    text: "The application '{client}' was not found in the directory '{tenant}'. It is not registered there, or the request went to the wrong tenant.",
    page: true,
  },
  AADSTS700005: {
    error: 'invalid_grant',
    text: 'The authorization code is intended to be used against another tenant. Redeem it at the authority of the authorization request.',
  },
  AADSTS700009: {
    error: 'invalid_request',
    text: 'The code was requested with a reply address, which must be sent again when the code is redeemed.',
  },
  AADSTS700023: {
    error: 'invalid_client',
    status: 401,
    text: "The audience of the client assertion is '{sent}'; the token endpoint expects '{expected}'.",
  },
  AADSTS700024: {
    error: 'invalid_client',
    status: 401,
    text: 'The client assertion is outside its valid time range.',
  },
  AADSTS700025: {
    error: 'invalid_client',
    status: 401,
    text: "The client is public, so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  AADSTS700027: {
    error: 'invalid_client',
    status: 401,
    text: "The signature of the client assertion is not valid for the application '{client}': {reason}.",
  },
  AADSTS700051: {
    error: 'unsupported_response_type',
    text: "The response_type '{type}' is not enabled for the application.",
  },
  AADSTS700054: {
    error: 'unsupported_response_type',
    text: "The response_type '{type}' is not enabled for the application.",
  },
  AADSTS700211: {
    error: 'invalid_client',
    status: 401,
    text: "No federated identity record matches the issuer '{sent}' of the assertion.",
  },
  AADSTS700212: {
    error: 'invalid_client',
    status: 401,
    text: "No federated identity record matches the audience '{sent}' of the assertion.",
  },
  AADSTS700213: {
    error: 'invalid_client',
    status: 401,
    text: "No federated identity record matches the subject '{sent}' of the assertion.",
  },
  AADSTS700084: {
    error: 'invalid_grant',
    text: 'The refresh token was issued to a single-page app, lived for 24 hours, which cannot be extended, and has expired. Send the user to sign in again.',
  },
  AADSTS900144: {
    error: 'invalid_request',
    text: "The request must contain the parameter '{field}'.",
  },
  AADSTS900561: {
    error: 'invalid_request',
    status: 405,
    text: 'The endpoint only accepts {accepted} requests. It received a {received} request.',
  },
  AADSTS900023: {
    error: 'invalid_request',
    text: "The tenant identifier '{tenant}' is neither a valid DNS name nor a valid external domain.",
    page: true,
  },
  AADSTS9001023: {
    error: 'invalid_request',
    text: 'The grant type is not supported at /common. Use /organizations or the endpoint of the tenant.',
  },
  AADSTS9000411: {
    error: 'invalid_request',
    text: "The request is not properly formatted. The parameter '{name}' is duplicated.",
    page: true,
  },
  AADSTS901002: {
    error: 'invalid_request',
    text: "The request parameter '{name}' is not supported.",
    page: true,
  },
  AADSTS7000112: {
    error: 'unauthorized_client',
    text: "The application '{client}' is disabled in the directory '{tenant}'.",
  },
  AADSTS7000215: {
    error: 'invalid_client',
    status: 401,
    text: "The client secret for the app '{client}' is not valid. Send the secret's value, not its ID.",
  },
  AADSTS7000216: {
    error: 'invalid_client',
    status: 401,
    text: "The grant type 'client_credentials' requires 'client_assertion' or 'client_secret'.",
  },
  AADSTS7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request must contain the parameter 'client_assertion' or 'client_secret'.",
  },
  AADSTS7000222: {
    error: 'invalid_client',
    status: 401,
    text: "The client secrets of the app '{client}' are expired. Create a new one.",
  },
  AADSTS7000229: {
    error: 'invalid_client',
    status: 401,
    text: "The client application '{client}' is missing a service principal in the tenant '{tenant}'.",
  },
  AADSTS9002325: {
    error: 'invalid_request',
    text: "Proof Key for Code Exchange is required, because the redirect URI is one of the platform 'Single-page application'. Send a code_challenge.",
  },
  AADSTS9002326: {
    error: 'invalid_request',
    text: "A code or token of the platform 'Web' may not be redeemed from a browser, here at '{origin}': only those of the platform 'Single-page application' may.",
  },
  AADSTS9002327: {
    error: 'invalid_request',
    text: "A code or token of the platform 'Single-page application' may only be redeemed by a cross-origin request of a browser.",
  },
  AADSTS9002331: {
    error: 'invalid_request',
    text: "The application '{client}' ({name}) is configured for use by Microsoft Account users only. Use the /consumers endpoint.",
  },
  AADSTS9002346: {
    error: 'invalid_request',
    text: "The application '{client}' ({name}) is configured for use by Microsoft Account users only. Use the /consumers endpoint.",
    page: true,
  },
  /** Personal accounts are another service, whose errors have no codes. */
  unauthorized_client: {
    error: 'unauthorized_client',
    text: 'The client does not exist or is not enabled for consumers. Add personal Microsoft accounts to the account types of its registration.',
    page: true,
  },
  AADSTS9002313: {
    error: 'invalid_request',
    text: 'The request is malformed or not valid: {reason}.',
  },
  ...b2cCatalogue,
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof errorCatalogue;
