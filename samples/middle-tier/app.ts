import express, { type Express } from 'express';
import {
  accessTokenChecker,
  answerErrors,
  type CheckerParts,
  callerOf,
  requireAccessToken,
  requireScope,
} from '../protected-api/check-access-token/index.ts';
import { answerInteraction } from './answer-interaction.ts';
import type { MiddleTier } from './configuration.ts';
import { type OnBehalfOfParts, onBehalfOf } from './on-behalf-of.ts';
import { boundedReply, causesOf } from './sign-in/index.ts';

/** An API that calls another API on behalf of the user who called it. */
export function middleTierApi(
  middleTier: MiddleTier,
  parts: CheckerParts & OnBehalfOfParts = {},
): Express {
  const send = parts.fetch ?? fetch;
  const tokenFor = onBehalfOf(middleTier, parts);
  const api = express().disable('x-powered-by').disable('etag');

  api.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  api.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  api.use(requireAccessToken(accessTokenChecker(middleTier.registration, parts)));

  // #region route
  api.get('/me', requireScope('Tasks.Read'), async (request, response) => {
    const { token, claims } = callerOf(request);
    const downstream = await tokenFor({ token, exp: claims.exp });
    const headers = { authorization: `Bearer ${downstream}`, accept: 'application/json' };
    const answer = await boundedReply(send, middleTier.endpoint, { headers }).catch((cause) => {
      console.error(`${middleTier.endpoint}: ${causesOf(cause)}`);
      return undefined;
    });
    if (answer?.status === 200) response.type('json').send(answer.text);
    else response.status(502).json(downstreamError(answer?.status));
  });
  // #endregion route

  api.use((_request, response) => {
    response.status(404).json({ error: 'not_found', error_description: 'There is no such route.' });
  });
  api.use(answerInteraction, answerErrors);
  return api;
}

const downstreamError = (status: number | undefined) => ({
  error: 'downstream_error',
  error_description:
    status === undefined
      ? 'The API that this one calls sent no usable response; the log tells why.'
      : `The API that this one calls returned status ${status}.`,
});
