import { AuthError, InteractionRequiredAuthError } from '@azure/msal-node';
import { errorCodeIn, SignInError, type SignInErrorCode } from '../errors/sign-in-error.ts';
import { NetworkFailure } from '../network/msal-network.ts';

/** RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6: `error` → our code. */
const codes: Record<string, SignInErrorCode> = {
  access_denied: 'access_denied',
  consent_required: 'consent_required',
  temporarily_unavailable: 'provider_unavailable',
  server_error: 'provider_unavailable',
  invalid_grant: 'code_refused',
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  // Not of the specifications: MSAL compares nonces as well, and is the first to do so.
  nonce_mismatch: 'id_token_nonce',
};

/** An error that the provider sent to the redirect URI. Its text is read for two B2C codes, never shown. */
export function authorizationError(answer: URLSearchParams): SignInError {
  const description = answer.get('error_description');
  const errorCode = errorCodeIn(description);
  // B2C has no `error` of its own for these two wishes of the visitor, only a number in the text.
  const byNumber: Record<string, SignInErrorCode> = {
    AADB2C90118: 'password_reset_requested',
    AADB2C90091: 'access_denied',
  };
  const error = answer.get('error') ?? '';
  const code = byNumber[errorCode ?? ''] ?? codes[error] ?? 'provider_refused';
  const detail = `authorization endpoint: ${printable(error)}: ${printable(description ?? '')}`;
  return new SignInError(code, { detail, errorCode });
}

// #region token-error
/** Whatever MSAL threw, in our words. */
export function tokenError(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  if (error instanceof NetworkFailure) return networkError(error.reason);
  if (!(error instanceof AuthError))
    return new SignInError('provider_refused', { detail: `MSAL: ${error}`, cause: error });
  return new SignInError(codes[error.errorCode] ?? 'provider_refused', {
    detail: `token endpoint: ${printable(error.errorCode)}: ${printable(error.errorMessage)}`,
    errorCode: errorCodeIn(error.errorMessage),
  });
}
// #endregion token-error

function networkError(reason: Error): SignInError {
  if (reason instanceof SignInError) return reason;
  return new SignInError('provider_unavailable', { detail: reason.message, cause: reason });
}

/** What the provider wants proven before it renews tokens; undefined when it is another kind of error. */
export function interactionRequired(error: unknown): { claims?: string } | undefined {
  const isOver = error instanceof AuthError && error.errorCode === 'invalid_grant';
  if (!(error instanceof InteractionRequiredAuthError)) return isOver ? {} : undefined;
  return error.claims ? { claims: error.claims } : {};
}

/** One plain line of at most 300 characters; nothing as long as a code or secret is left in it. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+|[\w~.-]{40,}/g, ' ').slice(0, 300);
}
