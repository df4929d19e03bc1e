export type RefusalCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

const statuses = { invalid_request: 400, invalid_token: 401, insufficient_scope: 403 } as const;

/**
 * Why a request is refused, with the error codes of RFC 6750 §3.1. The description goes to the caller:
 * it holds no value from the token.
 */
export class Refusal extends Error {
  /** Absent if the request had no token at all: RFC 6750 then wants no error code. */
  readonly code: RefusalCode | undefined;
  readonly status: 400 | 401 | 403;
  /** The scope that was missing. */
  readonly scope: string | undefined;

  constructor(code: RefusalCode | undefined, description: string, scope?: string) {
    super(description);
    this.name = 'Refusal';
    this.code = code;
    this.status = code === undefined ? 401 : statuses[code];
    this.scope = scope;
  }

  // #region challenge
  /** The WWW-Authenticate header (RFC 6750 §3). */
  get challenge(): string {
    const parameters = Object.entries({
      realm: 'api',
      error: this.code,
      error_description: this.code && this.message,
      scope: this.scope,
    });
    return `Bearer ${parameters
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}="${quotable(value)}"`))
      .join(', ')}`;
  }
  // #endregion challenge
}

/** RFC 6750 §3 allows printable ASCII without quote and backslash. */
export const quotable = (text: string): string => text.replace(/[^\x20-\x7e]|["\\]/g, "'");
