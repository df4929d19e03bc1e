import type { SignInError, SignInErrorCode } from '../errors/sign-in-error.ts';

/** A sign-in's error for an error page that shows `message`: it's what happened, why, and what to do. */
export class ExplainedError extends Error {
  override readonly name = 'ExplainedError';
  readonly code: SignInErrorCode;
  /** The HTTP status that fits. */
  readonly status: number;

  constructor(error: SignInError) {
    const code = error.errorCode ? ` Error code: ${error.errorCode}.` : '';
    super(`${error.what}. ${error.why} ${error.whatToDo}${code}`, { cause: error });
    this.code = error.code;
    this.status = error.status;
  }
}
