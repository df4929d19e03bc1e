import { type ErrorCode, errorCatalogue } from './catalogue.ts';

/** What the real service wouldn't show: the value that was sent, next to the registered ones. */
export interface Comparison {
  name: string;
  sent: string | undefined;
  registered: readonly string[];
}

/**
 * An error with a code from the catalog. Can be thrown anywhere, even inside oidc-provider, which reads the
 * members of its own error class: error, error_description, statusCode, expose and allow_redirect.
 */
export class EntraError extends Error {
  override name = 'EntraError';
  readonly code: ErrorCode;
  readonly text: string;
  /** The request's values, as the text contains them. */
  readonly values: Readonly<Record<string, string>>;
  readonly comparison: Comparison | undefined;
  error: string;
  readonly error_description: string;
  readonly suberror: string | undefined;
  /** The claims challenge that the app must send with the user's next sign-in. */
  claims: string | undefined;
  status: number;
  statusCode: number;
  readonly expose = true;
  readonly allow_redirect: boolean;

  constructor(
    code: ErrorCode,
    values: Readonly<Record<string, string>> = {},
    comparison?: Comparison,
  ) {
    const entry = errorCatalogue[code];
    // oidc-provider takes the protocol's error code from the message.
    super(entry.error);
    this.code = code;
    this.values = values;
    this.text = entry.text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    this.comparison = comparison;
    this.error = entry.error;
    this.error_description = this.text;
    this.suberror = 'suberror' in entry ? entry.suberror : undefined;
    this.status = 'status' in entry ? entry.status : 400;
    this.statusCode = this.status;
    this.allow_redirect = !('page' in entry);
  }

  /** The same code with another protocol error, which depends on the endpoint. */
  answeredAs(error: string): this {
    this.error = error;
    this.message = error;
    return this;
  }

  withClaims(claims: string | undefined): this {
    this.claims = claims;
    return this;
  }
}
