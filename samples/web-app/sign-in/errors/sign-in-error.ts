import { explanations, explanationsForCustomers } from './explanations.ts';

export type SignInErrorCode = keyof typeof explanations;

/** Who signs in at a tenant. Customers have no administrator of their own to ask. */
export type Audience = 'employees' | 'customers';

interface Particulars {
  /** For logs only. Never put a token, code, cookie, or secret in it. */
  detail: string;
  cause?: unknown;
  /** The identity provider's own code, such as AADSTS65001, for people to look up. */
  errorCode?: string | undefined;
  /** Whom the sentences address: employees unless told otherwise. */
  audience?: Audience | undefined;
  /** Where the visitor was going, so that trying again leads there. */
  returnTo?: string;
  retryAfterSeconds?: number | undefined;
}

// #region sign-in-error
/**
 * A sign-in that can't continue. `what`, `why`, and `whatToDo` are fixed sentences that are safe to show:
 * all they hold from outside is the error code, which `errorCodeIn` has matched. `detail` is for the log;
 * `cause` is for a debugger and isn't logged.
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
  readonly audience: Audience | undefined;
  readonly returnTo: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: SignInErrorCode, particulars: Particulars) {
    const { audience, errorCode } = particulars;
    const forCustomers = audience === 'customers' ? explanationsForCustomers[code] : undefined;
    const [status, what, why, whatToDo] = forCustomers ?? explanations[code];
    super(`${code}: ${what}`, { cause: particulars.cause });
    this.code = code;
    this.status = status;
    this.what = what;
    this.why = why;
    this.whatToDo = whatToDo.replace('{errorCode}', errorCode ?? 'the error code below');
    this.detail = particulars.detail;
    this.errorCode = errorCode;
    this.audience = audience;
    this.returnTo = particulars.returnTo;
    this.retryAfterSeconds = particulars.retryAfterSeconds;
  }
}
// #endregion sign-in-error

/** The visitor must sign in (again), with these scopes, before continuing. */
export class SignInRequired extends SignInError {
  override readonly name = 'SignInRequired';
  readonly scopes: readonly string[];
  /** What the identity provider or the API wants proven. Pass it on to `signIn` unchanged. */
  readonly claims: string | undefined;
  /** How recent the sign-in must be, in seconds. Pass it on, too. */
  readonly maxAge: number | undefined;

  constructor(
    scopes: readonly string[],
    particulars: Particulars & { claims?: string; maxAge?: number | undefined },
  ) {
    const { claims, maxAge } = particulars;
    super(maxAge === undefined ? 'sign_in_required' : 'fresh_sign_in_required', particulars);
    this.scopes = scopes;
    this.claims = claims;
    this.maxAge = maxAge;
  }
}

/** For `catch`: a copy of a sign-in's error that knows where the visitor was going. Visitors can share the original. */
export const goingTo =
  (returnTo: string) =>
  (error: unknown): never => {
    if (!(error instanceof SignInError)) throw error;
    throw new SignInError(error.code, { ...error, cause: error.cause, returnTo });
  };

// #region error-code
/** Finds AADSTS50011 or AADB2C90118 in an identity provider's text. The rest of that text is never shown. */
export function errorCodeIn(text: string | null | undefined): string | undefined {
  return /\b(?:AADSTS|AADB2C)\d{4,8}\b/.exec(text ?? '')?.[0];
}
// #endregion error-code
