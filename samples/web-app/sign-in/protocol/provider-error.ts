import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import {
  type Audience,
  errorCodeIn,
  SignInError,
  type SignInErrorCode,
} from '../errors/sign-in-error.ts';
import { NetworkFailure, type TokenFault, UnusableTokens } from '../network/msal-network.ts';
import { CredentialUnreadable } from '../registration/credential.ts';
import { codeFor } from './error-codes.ts';

/** An error that the identity provider sent to the redirect URI. Its text is read for its number, never shown. */
export function authorizationError(response: URLSearchParams, audience?: Audience): SignInError {
  const description = response.get('error_description') ?? '';
  const error = response.get('error') ?? '';
  const errorCode = errorCodeIn(description);
  const detail = `authorization endpoint: ${printable(error)}: ${printable(description)}`;
  return new SignInError(codeFor(error, errorCode), { detail, errorCode, audience });
}

// #region token-error
/** Whatever MSAL threw, in our words. Only what the token endpoint returned counts as its refusal. */
export function tokenError(error: unknown, audience?: Audience): SignInError {
  if (error instanceof SignInError) return error;
  if (error instanceof NetworkFailure) return networkError(error.reason);
  if (error instanceof CredentialUnreadable)
    return new SignInError('credential_unusable', { detail: error.message, cause: error });
  if (error instanceof ServerError || error instanceof InteractionRequiredAuthError) {
    const errorCode = errorCodeIn(error.errorMessage);
    return new SignInError(codeFor(error.errorCode, errorCode), {
      detail: `token endpoint: ${printable(error.errorCode)}: ${printable(error.errorMessage)}`,
      errorCode,
      audience,
    });
  }
  const code = error instanceof AuthError ? ownErrors[error.errorCode] : undefined;
  const detail = `MSAL: ${printable(String(error))}`;
  return new SignInError(code ?? 'sign_in_failed', { detail, cause: error });
}
// #endregion token-error

/** Checks that MSAL makes itself, before this app does. */
const ownErrors: Partial<Record<string, SignInErrorCode>> = {
  nonce_mismatch: 'id_token_nonce',
  token_parsing_error: 'id_token_invalid',
};

/** Our code for tokens that MSAL would have passed on, or named wrongly. */
const codeOfFault: Record<TokenFault, SignInErrorCode> = {
  id_token: 'id_token_missing',
  access_token: 'access_token_missing',
  token_type: 'token_type_unknown',
};

function networkError(reason: Error): SignInError {
  if (reason instanceof SignInError) return reason;
  if (reason instanceof UnusableTokens)
    return new SignInError(codeOfFault[reason.fault], { detail: reason.message });
  return new SignInError('response_unusable', { detail: reason.message, cause: reason });
}

/** What the identity provider wants proven before it renews tokens; undefined for any other kind of error. */
export function interactionRequired(error: unknown): { claims?: string } | undefined {
  const isOver = error instanceof AuthError && error.errorCode === 'invalid_grant';
  if (!(error instanceof InteractionRequiredAuthError)) return isOver ? {} : undefined;
  return error.claims ? { claims: error.claims } : {};
}

/** One plain line of at most 300 characters; nothing as long as an authorization code or a secret is left in it. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+|[\w~.-]{40,}/g, ' ').slice(0, 300);
}
