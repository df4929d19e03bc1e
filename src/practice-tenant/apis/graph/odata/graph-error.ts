import { RefusedHere } from '../../../hosted/refused-here.ts';

/** A more specific cause than the error's own code. */
interface Cause {
  code: string;
  /** The property it's about. */
  target: string;
}

interface GraphErrorOptions {
  detail?: string | undefined;
  cause?: Cause;
  inner?: Record<string, string>;
  headers?: Record<string, string>;
}

/** A request that Microsoft Graph refuses, with its code and its words. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  /** What exactly is wrong: the cause as the real service names it, or a hint for the developer. */
  readonly details: readonly object[];
  /** Further members of `innerError`. */
  readonly inner: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, options: GraphErrorOptions = {}) {
    super(message);
    this.status = status;
    this.code = code;
    const { detail, cause } = options;
    this.details = [
      ...(cause === undefined ? [] : [{ code: cause.code, message, target: cause.target }]),
      ...(detail === undefined ? [] : [{ code, message: detail }]),
    ];
    this.inner = options.inner ?? {};
    this.headers = options.headers ?? {};
  }
}

/** The refusal of a hosted practice tenant as Graph would say it; undefined for any other failure. */
export const inGraphsWords = (error: unknown): GraphError | undefined => {
  if (error instanceof GraphError) return error;
  return error instanceof RefusedHere ? badRequest(error.message) : undefined;
};

export const badRequest = (message: string, detail?: string): GraphError =>
  new GraphError(400, 'Request_BadRequest', message, { detail });

export const unsupportedQuery = (message: string): GraphError =>
  new GraphError(400, 'Request_UnsupportedQuery', message);

/** What the OData layer refuses, before the directory sees the request. */
export const malformed = (message: string): GraphError =>
  new GraphError(400, 'BadRequest', message);

export const notFound = (id: string): GraphError =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const alreadyExists = (message: string): GraphError =>
  new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);

/** @param detail which permission would do, which the real service doesn't tell */
export const denied = (detail: string): GraphError =>
  new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
    { detail },
  );

export const methodNotAllowed = (allowed: readonly string[]): GraphError =>
  new GraphError(
    405,
    'Request_BadRequest',
    'Specified HTTP method is not allowed for the request target.',
    { headers: { allow: allowed.join(', ') } },
  );

/** A value that the directory doesn't take. */
export const invalidValue = (property: string, resource: string, detail?: string): GraphError =>
  badRequest(
    `Invalid value specified for property '${property}' of resource '${resource}'.`,
    detail,
  );
