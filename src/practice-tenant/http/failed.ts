import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from '../pages/html.ts';
import { StoreFull } from '../store/store-full.ts';
import { sendJson, sendPage } from './answer.ts';

interface Failure {
  status: number;
  title: string;
  sentence: string;
  error: string;
}

const unknown: Failure = {
  status: 503,
  title: 'The practice tenant can’t respond right now',
  sentence: 'Something failed on its side. Try again in a minute.',
  error: 'temporarily_unavailable',
};

/**
 * Responds to a request that failed for no fault of its own: with the store's sentence if there's no room,
 * and otherwise without a cause, which only the log has.
 */
export function sendFailure(
  { headers }: IncomingMessage,
  response: ServerResponse,
  cause: unknown,
): void {
  const { status, title, sentence, error } =
    cause instanceof StoreFull
      ? { status: 507, title: 'There’s no room for this', sentence: cause.message, error: 'full' }
      : unknown;
  if (headers.accept?.includes('text/html') === true) {
    const body = html`<h1>${title}</h1><p class="problem">${sentence}</p>`;
    sendPage(response, status, { title }, body);
  } else {
    const description = `${title}. ${sentence}`.replaceAll('’', "'");
    sendJson(response, status, { error, error_description: description }, { 'retry-after': '60' });
  }
}
