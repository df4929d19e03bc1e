/** What one check found. */
export interface Finding {
  /** Stable, for scripts that read `--json`: `redirect-uri`, `credential`, … */
  check: string;
  /** The subject, as it begins a line: "Redirect URI". */
  title: string;
  /**
   * `unknown` is what can't be known without signing a user in, or because an earlier check failed;
   * only `failed` makes the exit status 1.
   */
  status: 'ok' | 'failed' | 'warning' | 'unknown';
  /** What was seen, in a sentence and never with a secret. */
  seen: string;
  /** What to do about it; present unless the status is `ok`. */
  todo?: string;
  /** The error code that a sign-in would end with, such as `AADSTS50011`: it has a page. */
  code?: string;
  /** For a check that didn't run: the one to start with. */
  waitsFor?: Pick<Finding, 'check' | 'title'>;
}
