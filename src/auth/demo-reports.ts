import { SignInError } from '../../samples/web-app/sign-in/index.ts';

/** Who has to act when a sign-in fails. */
export type FailureReason = 'visitor' | 'identity_provider' | 'site' | 'store';

/** What the live demo tells the operator: lines for the log, with nothing personal in them, and counts. */
export interface DemoReports {
  warn(event: string, message: string): void;
  error(event: string, message: string): void;
  signIn(outcome: 'started' | 'completed' | 'failed', reason?: FailureReason): void;
  /** Something asked for what only this site may ask for. */
  refused(reason: 'cross_site'): void;
}

export const noReports: DemoReports = {
  warn: () => {},
  error: () => {},
  signIn: () => {},
  refused: () => {},
};

const ownMistakes: readonly string[] = ['credential_unusable', 'sign_in_failed'];

export function failureReason(error: unknown): FailureReason {
  if (!(error instanceof SignInError) || ownMistakes.includes(error.code)) return 'site';
  if (error.code === 'store_unavailable') return 'store';
  return error.status < 500 ? 'visitor' : 'identity_provider';
}
