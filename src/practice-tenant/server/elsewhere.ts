import type { IncomingMessage, ServerResponse } from 'node:http';
import { EntraError } from '../errors/entra-error.ts';
import {
  attemptId,
  currentAttempt,
  fieldNames,
  lyingDiscoveryAttempt,
  see,
} from '../faults/attempts.ts';
import { sendJson } from '../http/answer.ts';
import { readForm } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';

const path = '/elsewhere';

/** Where a token endpoint that redirects leads: to another origin than its own. */
export const elsewhereOf = (realm: Realm): string => addressOf(realm, currentAttempt()?.id ?? '');

/** The token endpoint of a lying metadata document. The document names no attempt, so all have this one. */
export const falseTokenEndpoint = (realm: Realm): string => addressOf(realm, lyingDiscoveryAttempt);

/** With the digits of the visitor's set, where visitors have tenants of their own. */
const addressOf = ({ origins, tenant: { set } }: Realm, attempt: string): string =>
  `${origins.front}${path}/${set === undefined ? '' : `${set}/`}${attempt}`;

/** Takes down the names of what an app sends where it was never registered to send anything. */
export async function answerElsewhere(
  { store }: Realm,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = attemptId(pathname.split('/').at(-1));
  if (id !== undefined) {
    await see(store, id, { endpoint: 'elsewhere', fields: await fieldsOf(request), issued: [] });
  }
  sendJson(response, 400, { error: 'invalid_request' });
}

async function fieldsOf(request: IncomingMessage): Promise<string[]> {
  try {
    return fieldNames(await readForm(request));
  } catch (error) {
    if (error instanceof EntraError) return [];
    throw error;
  }
}
