/**
 * `held`: the app did what it should. `failed`: it did what it should not. `not tried`: nothing can be said.
 * None of them says that an app is safe.
 */
export type Outcome = 'held' | 'failed' | 'not tried';

export interface Verdict {
  outcome: Outcome;
  /** What the app did, or why it couldn't be tried, in one or two sentences. */
  saw: string;
}

export const held = (saw: string): Verdict => ({ outcome: 'held', saw });
export const failed = (saw: string): Verdict => ({ outcome: 'failed', saw });
export const notTried = (saw: string): Verdict => ({ outcome: 'not tried', saw });
