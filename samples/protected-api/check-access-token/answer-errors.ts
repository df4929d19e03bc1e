import type { ErrorRequestHandler } from 'express';
import { ProviderUnavailable } from './network.ts';
import { Refusal } from './refusal.ts';

/** Reports what went wrong as JSON. Details that don't concern the caller go to the log. */
export const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof Refusal) {
    response.set('WWW-Authenticate', error.challenge).status(error.status);
    response.json({ error: error.code ?? 'unauthorized', error_description: error.message });
  } else if (error instanceof ProviderUnavailable) {
    console.error(error.message);
    response.set('Retry-After', '5').status(503);
    response.json({
      error: 'temporarily_unavailable',
      error_description: "Access tokens can't be checked right now.",
    });
  } else if (isClientError(error)) {
    response
      .status(error.status)
      .json({ error: 'invalid_body', error_description: "The body can't be read." });
  } else {
    console.error(error);
    response
      .status(500)
      .json({ error: 'server_error', error_description: 'Something went wrong in this API.' });
  }
};

/** What express.json throws for a body that isn't JSON, or is too long. */
function isClientError(error: unknown): error is { status: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}
