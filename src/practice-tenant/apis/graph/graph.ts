import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TenantClock } from '../../clock/tenant-clock.ts';
import type { Origins } from '../../directory/addresses.ts';
import { graph } from '../../directory/scopes.ts';
import { readText } from '../../http/form.ts';
import type { Realm } from '../../tenant/realm.ts';
import { callerOf } from '../bearer.ts';
import { findRoute } from './find-route.ts';
import { badRequest, denied, GraphError } from './odata/graph-error.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';
import { type Operation, requirePermission } from './odata/operation.ts';
import { refusedToken, revokedToken } from './refused-token.ts';
import { graphFailure, requestIdsOf, sendGraph, sendPreflight } from './send.ts';
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
    sendGraph(response, ids, await answer(options, url, request));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    sendGraph(response, ids, graphFailure(error, ids, options.clock.now()));
  }
}

async function answer(
  options: GraphOptions,
  url: URL,
  request: IncomingMessage,
): Promise<GraphAnswer> {
  const call = await authenticated(options, url, request);
  const [, , version = '', ...rest] = url.pathname.split('/');
  if (version === 'oidc' && rest.join('/') === 'userinfo') return userInfo(call);
  if (version.toLowerCase() !== 'v1.0') {
    throw new GraphError(404, 'ResourceNotFound', `Invalid version: ${version}`);
  }
  const method = request.method ?? '';
  const { operation, ids } = findRoute(method, rest.join('/'), call.user?.objectId);
  const routed = { ...call, ids };
  requirePermission(routed, operation);
  if (!options.isOpen) requireOwnData(routed, operation);
  return operation.answer(routed);
}

/** The caller of a request, who may have been throttled. @throws GraphError */
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
  const { realm, clientId } = caller;
  const revoked = await revokedToken(caller);
  if (revoked !== undefined) throw revoked;
  if (await realm.faults.isOn(clientId, 'graph-throttled')) throw throttled();
  return {
    realm,
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

const throttled = () =>
  // prose-ignore: Microsoft Graph's own words
  new GraphError(429, 'TooManyRequests', 'Please retry again later.', {
    // prose-ignore: Microsoft Graph's own words
    inner: { code: '429', message: 'Please retry after', status: '429' },
    headers: { 'retry-after': '10' },
  });

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
