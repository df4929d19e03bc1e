import { randomUUID } from 'node:crypto';
import type { EntraError } from './entra-error.ts';

/** The members of a token endpoint's error, which also fill redirects and pages. */
export interface ErrorBody {
  error: string;
  error_description: string;
  error_codes?: number[];
  timestamp: string;
  trace_id: string;
  correlation_id: string;
  /** Where the code is explained; Azure AD B2C has no such page. */
  error_uri?: string;
  suberror?: string;
  /** A claims challenge: JSON to send along with the next authorization request. */
  claims?: string;
}

/**
 * The shape of Microsoft Entra ID, or that of Azure AD B2C for its codes.
 * @param now milliseconds since 1970
 * @param pages the origin of the pages, which has one that explains the codes
 */
export function errorBody(
  error: EntraError,
  now: number,
  pages: string,
  correlationId: string = randomUUID(),
): ErrorBody {
  const trace = randomUUID();
  const timestamp = new Date(now).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  const ids = { timestamp, trace_id: trace, correlation_id: correlationId };
  const suberror = {
    ...(error.suberror === undefined ? {} : { suberror: error.suberror }),
    ...(error.claims === undefined ? {} : { claims: error.claims }),
  };
  if (error.code.startsWith('AADB2C')) {
    const description = `${error.code}: ${error.text}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}\r\n`;
    return { error: error.error, error_description: description, ...ids, ...suberror };
  }
  // Personal accounts are another service, whose errors have no numbers.
  if (!error.code.startsWith('AADSTS')) {
    return { error: error.error, error_description: error.text, ...ids, ...suberror };
  }
  const number = error.code.slice('AADSTS'.length);
  return {
    error: error.error,
    error_description: `${error.code}: ${error.text} Trace ID: ${trace} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [Number(number)],
    ...ids,
    error_uri: `${pages}/error?code=${number}`,
    ...suberror,
  };
}

/** The body as an app gets it: without a number it has the two members of RFC 6749 §5.2, as B2C's. */
export const jsonBody = (body: ErrorBody): object =>
  body.error_codes === undefined
    ? { error: body.error, error_description: body.error_description }
    : body;

/** The correlation ID a client sent, if it is one: what a client sends is echoed to it. */
export function correlationIdFrom(sent: unknown): string | undefined {
  return typeof sent === 'string' && /^[\da-f-]{36}$/i.test(sent) ? sent : undefined;
}
