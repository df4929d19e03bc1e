import { explanations } from './explanations.ts';

export type SignInErrorCode = keyof typeof explanations;

interface Particulars {
  /** For logs only. Never put a token, code, cookie or secret in it. */
  detail: string;
  cause?: unknown;
  /** The provider's own number, such as AADSTS65001: for people to look up, never to branch on. */
  errorCode?: string | undefined;
  /** Where the visitor was going, so that trying again leads there. */
  returnTo?: string;
  retryAfterSeconds?: number | undefined;
}

/**
 * A sign-in that cannot go on. `what`, `why` and `whatToDo` are fixed sentences that are safe to show;
 * nothing that came from outside is in them. `detail` is for the log; `cause` is for a debugger, and is not logged.
 */
export class SignInError extends Error {
  override readonly name: string = 'SignInError';
  readonly code: SignInErrorCode;
  /** The HTTP status that fits. */
  readonly status: number;
  readonly what: string;
  readonly why: string;
  readonly whatToDo: string;
  readonly detail: string;
  readonly errorCode: string | undefined;
  readonly returnTo: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: SignInErrorCode, particulars: Particulars) {
    const [status, what, why, whatToDo] = explanations[code];
    super(`${code}: ${what}`, { cause: particulars.cause });
    this.code = code;
    this.status = status;
    this.what = what;
    this.why = why;
    this.whatToDo = whatToDo;
    this.detail = particulars.detail;
    this.errorCode = particulars.errorCode;
    this.returnTo = particulars.returnTo;
    this.retryAfterSeconds = particulars.retryAfterSeconds;
  }
}

/** The visitor must sign in (again), with these scopes, before going on. */
export class SignInRequired extends SignInError {
  override readonly name = 'SignInRequired';
  readonly scopes: readonly string[];
  /** What the provider or the API wants proven, to pass on to `signIn` unchanged. */
  readonly claims: string | undefined;

  constructor(scopes: readonly string[], particulars: Particulars & { claims?: string }) {
    super('sign_in_required', particulars);
    this.scopes = scopes;
    this.claims = particulars.claims;
  }
}

/** For `catch` of a sign-in: a copy of its error that knows where the visitor was going. Others may share the error. */
export const goingTo =
  (returnTo: string) =>
  (error: unknown): never => {
    if (!(error instanceof SignInError)) throw error;
    throw new SignInError(error.code, { ...error, cause: error.cause, returnTo });
  };

// #region error-code
/** Finds AADSTS50011 or AADB2C90118 in a provider's text. The rest of that text is never shown. */
export function errorCodeIn(text: string | null | undefined): string | undefined {
  return /\b(?:AADSTS|AADB2C)\d{4,8}\b/.exec(text ?? '')?.[0];
}
// #endregion error-code
