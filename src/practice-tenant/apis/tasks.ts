import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientIds } from '../directory/seeded-registrations.ts';
import { idIn } from '../directory/tenant-set.ts';
import { sendJson } from '../http/answer.ts';
import { stepUpContext } from '../protocol/claims/requested-claims.ts';
import type { Realm } from '../tenant/realm.ts';
import { callerOf } from './bearer.ts';

const titles = ['Read the tutorial', 'Sign in', 'Call this API', 'Sign out'];

/** A web API of the practice tenant's own: a few tasks for callers with Tasks.Read. */
export async function answerTasks(
  realms: readonly Realm[],
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = await callerOf(request, realms, audiencesIn);
  const user = await caller?.realm.directory.user(caller.objectId);
  if (caller === undefined || user === undefined) {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    const message = 'The access token is missing, has expired, or is for another API.';
    return sendJson(response, 401, { error: 'invalid_token', message }, headers);
  }
  if (path !== '/tasks-api/tasks' && path !== '/tasks-api/private-tasks') {
    const message = 'The Tasks API has only /tasks-api/tasks and /tasks-api/private-tasks.';
    return sendJson(response, 404, { error: 'not_found', message });
  }
  if (!caller.scopes.has('Tasks.Read')) {
    const headers = { 'www-authenticate': 'Bearer error="insufficient_scope", scope="Tasks.Read"' };
    const message = 'The access token lacks the scope Tasks.Read.';
    return sendJson(response, 403, { error: 'insufficient_scope', message }, headers);
  }
  if (path === '/tasks-api/private-tasks' && !caller.contexts.has(stepUpContext)) {
    return challenge(response);
  }
  const tasks = titles.map((title, index) => ({ id: index + 1, title, done: index < 2 }));
  sendJson(response, 200, { owner: user.name, tenant: caller.realm.tenant.domain, tasks });
}

/** The registration decides how tokens name the API: by its client ID, or by its Application ID URI. */
async function audiencesIn({ directory, tenant }: Realm): Promise<string[]> {
  const clientId = idIn(tenant.set, clientIds.tasksApi);
  const api = await directory.registration(clientId);
  return [clientId, ...(api?.exposedApi ? [api.exposedApi.identifierUri] : [])];
}

/** A claims challenge: the app sends these claims through sign-in and comes back with a stronger token. */
function challenge(response: ServerResponse): void {
  const claims = { access_token: { acrs: { essential: true, value: stepUpContext } } };
  const encoded = Buffer.from(JSON.stringify(claims)).toString('base64');
  const header = `Bearer realm="", error="insufficient_claims", claims="${encoded}"`;
  const message = 'These tasks need a sign-in with a second factor.';
  const body = { error: 'insufficient_claims', message };
  sendJson(response, 401, body, { 'www-authenticate': header });
}
