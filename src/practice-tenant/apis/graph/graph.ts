import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TenantClock } from '../../clock/tenant-clock.ts';
import type { Origins } from '../../directory/addresses.ts';
import { graph } from '../../directory/scopes.ts';
import type { Fault } from '../../faults/catalogue.ts';
import type { Realm } from '../../tenant/realm.ts';
import { callerOf } from '../bearer.ts';
import { answerBatch } from './batch.ts';
import { findRoute } from './find-route.ts';
import { jsonOf } from './json-body.ts';
import { denied, GraphError, inGraphsWords, methodNotAllowed } from './odata/graph-error.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';
import { type Operation, requirePermission } from './odata/operation.ts';
import { missingApp, refusedToken, revokedToken } from './refused-token.ts';
import { withReplicationDelay } from './replication-delay.ts';
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
    const given = await answer(options, url, request, ids);
    if (given === lost) return void request.socket.destroy();
    sendGraph(request, response, ids, given);
  } catch (error) {
    const refused = inGraphsWords(error);
    if (refused === undefined) throw error;
    sendGraph(request, response, ids, graphFailure(refused, ids, options.clock.now()));
  }
}

/** In place of a response: the request was carried out, and the connection ends. */
const lost = Symbol('lost');

async function answer(
  options: GraphOptions,
  url: URL,
  request: IncomingMessage,
  ids: RequestIds,
): Promise<GraphAnswer | typeof lost> {
  const call = await authenticated(options, url, request);
  const given = await answerCall(options, call, request.method ?? '', ids);
  const isLost = request.method === 'POST' && (await isOnOnce(call, 'graph-response-lost'));
  return isLost ? lost : given;
}

async function answerCall(
  options: GraphOptions,
  call: GraphRequest,
  method: string,
  ids: RequestIds,
): Promise<GraphAnswer> {
  const { url } = call;
  const [, , version = '', ...rest] = url.pathname.split('/');
  const path = rest.join('/');
  if (version === 'oidc' && path === 'userinfo') {
    await requireWorking(call);
    return userInfo(call);
  }
  if (version.toLowerCase() !== 'v1.0') {
    throw new GraphError(404, 'ResourceNotFound', `Invalid version: ${version}`);
  }
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
  await requireWorking(call);
  const { user, url } = call;
  const path = url.pathname.split('/').slice(3).join('/');
  const { operation, ids } = findRoute(method, path, user?.objectId);
  const routed = { ...call, ids };
  requirePermission(routed, operation);
  if (!isOpen) requireOwnData(routed, operation);
  return withReplicationDelay(routed, method, operation.answer);
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
  const refused = (await missingApp(caller)) ?? (await revokedToken(caller));
  if (refused !== undefined) throw refused;
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

/** @throws GraphError for the faults that stop every request */
async function requireWorking(call: GraphRequest): Promise<void> {
  const { realm, caller } = call;
  if (await realm.faults.isOn(caller.clientId, 'graph-unavailable')) throw unavailable();
  if (await realm.faults.isOn(caller.clientId, 'graph-throttled')) throw throttled('10');
  if (await isOnOnce(call, 'graph-throttled-once')) throw throttled('1');
}

/** Whether a fault is on that switches itself off. */
async function isOnOnce({ realm, caller }: GraphRequest, fault: Fault): Promise<boolean> {
  if (!(await realm.faults.isOn(caller.clientId, fault))) return false;
  await realm.faults.set(caller.clientId, fault, false);
  return true;
}

/** @param seconds to wait */
const throttled = (seconds: string): GraphError =>
  // prose-ignore: Microsoft Graph's own words
  new GraphError(429, 'TooManyRequests', 'Please retry again later.', {
    // prose-ignore: Microsoft Graph's own words
    inner: { code: '429', message: 'Please retry after', status: '429' },
    headers: { 'retry-after': seconds },
  });

const unavailable = (): GraphError =>
  new GraphError(503, 'serviceNotAvailable', 'The service is not available. Try again later.', {
    headers: { 'retry-after': '1' },
  });

/** People who don't know each other share a public host: no one sees what someone else signed up with. */
function requireOwnData({ user, ids }: GraphRequest, { delegatedToSelf = [] }: Operation): void {
  if (delegatedToSelf.length > 0 && user !== undefined && ids[0] === user.objectId) return;
  throw denied('On a public host, the practice tenant shows users nothing but their own data.');
}
