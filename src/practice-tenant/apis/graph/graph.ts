import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TenantClock } from '../../clock/tenant-clock.ts';
import type { Origins } from '../../directory/addresses.ts';
import { graph } from '../../directory/scopes.ts';
import { readText } from '../../http/form.ts';
import type { Realm } from '../../tenant/realm.ts';
import { callerOf } from '../bearer.ts';
import { answerBatch } from './batch.ts';
import { findRoute } from './find-route.ts';
import { badRequest, denied, GraphError, methodNotAllowed } from './odata/graph-error.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';
import { type Operation, requirePermission } from './odata/operation.ts';
import { refusedToken, revokedToken } from './refused-token.ts';
import { graphFailure, type RequestIds, requestIdsOf, sendGraph, sendPreflight } from './send.ts';
import { userInfo } from './user-info.ts';

export interface GraphOptions {
  realms: readonly Realm[];
  origins: Origins;
  /** Whether the directory is open; on a public host, users may read about themselves only. */
  isOpen: boolean;
  clock: TenantClock;
}

/** Microsoft Graph, as far as sign-in and app registration need it, below `/graph`. */
export async function answerGraph(
  options: GraphOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'OPTIONS') return sendPreflight(request, response);
  const ids = requestIdsOf(request);
  try {
    sendGraph(request, response, ids, await answer(options, url, request, ids));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    sendGraph(request, response, ids, graphFailure(error, ids, options.clock.now()));
  }
}

async function answer(
  options: GraphOptions,
  url: URL,
  request: IncomingMessage,
  ids: RequestIds,
): Promise<GraphAnswer> {
  const call = await authenticated(options, url, request);
  const [, , version = '', ...rest] = url.pathname.split('/');
  const path = rest.join('/');
  if (version === 'oidc' && path === 'userinfo') {
    await requireUnthrottled(call);
    return userInfo(call);
  }
  if (version.toLowerCase() !== 'v1.0') {
    throw new GraphError(404, 'ResourceNotFound', `Invalid version: ${version}`);
  }
  const method = request.method ?? '';
  if (path.toLowerCase() !== '$batch') return answerOne(options, call, method);
  if (method !== 'POST') throw methodNotAllowed(['POST']);
  return answerBatch(call, ids, (one, itsMethod) => answerOne(options, one, itsMethod));
}

/** What one address below the version gives to a caller. @throws GraphError */
async function answerOne(
  { isOpen }: GraphOptions,
  call: GraphRequest,
  method: string,
): Promise<GraphAnswer> {
  await requireUnthrottled(call);
  const { user, url } = call;
  const path = url.pathname.split('/').slice(3).join('/');
  const { operation, ids } = findRoute(method, path, user?.objectId);
  const routed = { ...call, ids };
  requirePermission(routed, operation);
  if (!isOpen) requireOwnData(routed, operation);
  return operation.answer(routed);
}

/** The caller of a request. @throws GraphError */
async function authenticated(
  { realms, origins, clock }: GraphOptions,
  url: URL,
  request: IncomingMessage,
): Promise<GraphRequest> {
  const caller = await callerOf(request, realms, () => [graph.appId, graph.uri]);
  const user = caller?.isApp ? undefined : await caller?.realm.directory.user(caller.objectId);
  const isKnown = caller?.isApp === true || user !== undefined;
  if (caller === undefined || !isKnown) {
    const address = `${origins.front}/common/oauth2/authorize`;
    throw refusedToken(request.headers.authorization, address, clock.now());
  }
  const revoked = await revokedToken(caller);
  if (revoked !== undefined) throw revoked;
  return {
    realm: caller.realm,
    caller,
    user,
    url,
    root: `${origins.back}/graph/v1.0`,
    ids: [],
    now: clock.now(),
    isEventual: request.headers['consistencylevel']?.toString().toLowerCase() === 'eventual',
    body: () => jsonOf(request),
  };
}

async function requireUnthrottled({ realm, caller }: GraphRequest): Promise<void> {
  if (!(await realm.faults.isOn(caller.clientId, 'graph-throttled'))) return;
  // prose-ignore: Microsoft Graph's own words
  throw new GraphError(429, 'TooManyRequests', 'Please retry again later.', {
    // prose-ignore: Microsoft Graph's own words
    inner: { code: '429', message: 'Please retry after', status: '429' },
    headers: { 'retry-after': '10' },
  });
}

/** People who don't know each other share a public host: no one sees what someone else signed up with. */
function requireOwnData({ user, ids }: GraphRequest, { delegatedToSelf = [] }: Operation): void {
  if (delegatedToSelf.length > 0 && user !== undefined && ids[0] === user.objectId) return;
  throw denied('On a public host, the practice tenant shows users nothing but their own data.');
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request).catch(() => {
    throw new GraphError(413, 'RequestEntityTooLarge', 'Request Entity Too Large');
  });
  if (text.trim() === '') return undefined;
  if (request.headers['content-type']?.toLowerCase().startsWith('application/json') !== true) {
    throw badRequest('Write requests must contain the Content-Type header declaration.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.');
  }
}
