import type { ErrorRequestHandler } from 'express';
import { InteractionNeeded } from './interaction-needed.ts';

// #region answer-interaction
/** Tells the calling app what only it can do: send the user to sign in. */
export const answerInteraction: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  if (!(error instanceof InteractionNeeded)) return next(error);
  response.set('WWW-Authenticate', error.challenge).status(401);
  response.json({
    error: error.claims === undefined ? 'interaction_required' : 'insufficient_claims',
    error_description: error.message,
    ...(error.consentUri !== undefined && { consent_uri: error.consentUri }),
  });
};
// #endregion answer-interaction
