import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { clientNames } from '../directory/unknown-client.ts';
import { type Fault, faultCatalogue, isFault } from '../faults/catalogue.ts';
import { sendJson } from '../http/answer.ts';
import { isOwnForm, readText } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';

const wanted = z.object({
  tenant: z.string(),
  clientId: z.string(),
  fault: z.string().refine(isFault),
  on: z.boolean(),
});

/**
 * The faults for tests and lessons: GET lists them, PUT switches one. Only JSON is taken, which a page
 * of another site cannot send here without asking first.
 */
export async function answerFaults(
  realms: readonly Realm[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    const on = realms.map(async ({ tenant, faults }) =>
      (await faults.all()).map((each) => ({ tenant: tenant.type, ...each })),
    );
    return sendJson(response, 200, { known: faultCatalogue, on: (await Promise.all(on)).flat() });
  }
  if (request.method !== 'PUT') {
    return sendJson(response, 405, { message: 'This address takes GET and PUT requests only.' });
  }
  const json = request.headers['content-type']?.startsWith('application/json') === true;
  if (!json || !isOwnForm(request)) {
    return sendJson(response, 403, { message: 'Send application/json, and not from a web page.' });
  }
  const sent = wanted.safeParse(parsedJson(await readText(request)));
  const realm = realms.find(({ tenant }) => tenant.type === sent.data?.tenant);
  if (!sent.success || realm === undefined) {
    const message =
      'Send {"tenant":"entra-id","clientId":"…","fault":"…","on":true}. A GET request lists the faults.';
    return sendJson(response, 400, { message });
  }
  const { clientId, fault, on } = sent.data;
  if ((await realm.directory.registration(clientId)) === undefined) {
    const names = (await clientNames(realm.directory)).join(', ');
    const message = `There’s no registration ${clientId} in ${realm.tenant.type}. It has: ${names}.`;
    return sendJson(response, 400, { message });
  }
  await realm.faults.set(clientId, fault satisfies Fault, on);
  sendJson(response, 200, { on: await realm.faults.all() });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
