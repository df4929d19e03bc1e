import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphError } from './odata/graph-error.ts';
import type { GraphAnswer } from './odata/graph-request.ts';
import { isGuid } from './odata/guid.ts';
import { wantsNoMetadata, withoutMetadata } from './odata/metadata-level.ts';

/** As the real service lets pages of other origins read them. */
const exposedHeaders =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After';

/** A request's ID here, and the one that the client gave it. */
export interface RequestIds {
  requestId: string;
  clientRequestId: string;
}

export function requestIdsOf({ headers }: IncomingMessage): RequestIds {
  const requestId = randomUUID();
  const sent = headers['client-request-id'];
  const isUsable = typeof sent === 'string' && isGuid(sent);
  return { requestId, clientRequestId: isUsable ? sent : requestId };
}

const jsonTypeWith = (level: 'minimal' | 'none') =>
  `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`;

export const jsonType = jsonTypeWith('minimal');

export function sendGraph(
  { headers: { accept } }: IncomingMessage,
  response: ServerResponse,
  { requestId, clientRequestId }: RequestIds,
  { status, json, text, media, headers }: GraphAnswer,
): void {
  const isBare = wantsNoMetadata(accept);
  const typeOfJson = isBare ? jsonTypeWith('none') : jsonType;
  const type = media?.type ?? (json === undefined ? 'text/plain' : typeOfJson);
  const write = isBare ? withoutMetadata : JSON.stringify;
  const body = media?.bytes ?? text ?? (json && write(json));
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': exposedHeaders,
    'request-id': requestId,
    'client-request-id': clientRequestId,
    ...(body === undefined ? {} : { 'content-type': type }),
    ...(json === undefined ? {} : { 'odata-version': '4.0' }),
    ...headers,
  });
  response.end(body);
}

/** The error body of OData, with the members that Graph adds. */
export function graphFailure(error: GraphError, ids: RequestIds, now: number): GraphAnswer {
  const { status, code, message, details, inner, headers } = error;
  const innerError = {
    ...inner,
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  const causes = details.length === 0 ? {} : { details };
  return { status, headers, json: { error: { code, message, ...causes, innerError } } };
}

const methods = 'GET, POST, PATCH, DELETE, HEAD, OPTIONS';

/** Responds to a browser's CORS preflight request: any origin may call, with any header. */
export function sendPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '600',
  });
  response.end();
}
