import { Forbidden, type SignInError } from '../../samples/web-app/sign-in/index.ts';
import type { Problem } from './explanations/problems.ts';

/** The public half of a failed sign-in; the rest is for the log. */
export function problemOf(error: SignInError): Problem {
  const { status, code, what, why, whatToDo, errorCode, retryAfterSeconds } = error;
  return {
    status,
    code,
    what,
    why,
    whatToDo,
    ...(errorCode !== undefined && { errorCode }),
    ...(error instanceof Forbidden && { needed: error.needed }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
