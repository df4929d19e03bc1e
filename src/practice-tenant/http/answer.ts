import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TenantClock } from '../clock/tenant-clock.ts';
import { frontOrigin, type Origins } from '../directory/addresses.ts';
import type { Tenant } from '../directory/model.ts';
import { correlationIdFrom, errorBody, jsonBody } from '../errors/body.ts';
import type { EntraError } from '../errors/entra-error.ts';
import type { Html } from '../pages/html.ts';
import { problemPage } from '../pages/problem.ts';
import {
  contentSecurityPolicy,
  type PageOptions,
  type PolicyOptions,
  page,
} from '../pages/shell.ts';
import { isHosted } from './hosted-response.ts';

const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendPage(
  response: ServerResponse,
  status: number,
  options: PageOptions,
  body: Html,
  policy: PolicyOptions = {},
): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(policy),
  };
  send(response, status, headers, page({ ...options, hosted: isHosted(response) }, body));
}

/** No page of a hosted practice tenant may be in another page; redirects may, for silent sign-ins. */
const unframed = {
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** With its length: without one, Node.js sends even a short body in chunks. */
function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const length = Buffer.byteLength(body);
  const framed = isHosted(response) ? unframed : {};
  response.writeHead(status, { ...always, ...framed, ...headers, 'content-length': length });
  response.end(body);
}

/**
 * The same inside oidc-provider, which sends what its context holds.
 * @param ctx Koa's context
 */
export function showPage(
  ctx: { type: string; body: unknown; res: ServerResponse; set(name: string, value: string): void },
  options: PageOptions,
  body: Html,
  policy: PolicyOptions = {},
): void {
  ctx.type = 'html';
  for (const [name, value] of Object.entries(always)) ctx.set(name, value);
  ctx.set('content-security-policy', contentSecurityPolicy(policy));
  const hosted = isHosted(ctx.res);
  if (hosted) ctx.set('x-frame-options', unframed['x-frame-options']);
  ctx.body = page({ ...options, hosted }, body);
}

/** JSON for programs of this machine only: no page of another origin may read it. */
export function sendOwnJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  send(response, status, all, `${JSON.stringify(body, null, 2)}\n`);
}

/** JSON that any origin may read: discovery, keys, tokens and the practice APIs are public in that sense. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    ...headers,
  };
  send(response, status, all, JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, { 'content-type': 'text/plain; charset=utf-8' }, text);
}

/** @param status 303 asks for the location with GET; 307 repeats the request there (RFC 9110 §15.4) */
export function redirect(
  response: ServerResponse,
  location: string,
  status: 303 | 307 = 303,
): void {
  response.writeHead(status, { ...always, location, 'content-length': '0' });
  response.end();
}

interface ErrorOptions {
  siteOrigin: string;
  clock: TenantClock;
  origins: Origins;
  /** Absent for an address that leads to none. */
  tenant?: Tenant;
}

/** A page for browsers, JSON for programs, depending on what the request accepts. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: EntraError,
  { siteOrigin, clock, origins, tenant }: ErrorOptions,
): void {
  const body = errorBody(
    error,
    clock.now(),
    tenant === undefined ? origins.front : frontOrigin(tenant, origins),
    correlationIdFrom(request.headers['client-request-id']),
  );
  nameRequest(response, body.trace_id);
  if (request.headers.accept?.includes('text/html') === true) {
    const problem = problemPage(error, body, siteOrigin, isHosted(response));
    sendPage(response, error.status, { title: error.code, tenant }, problem);
  } else sendJson(response, error.status, jsonBody(body));
}

/**
 * Names a request to a tenant, as the real service does: support asks for it, and an error names it as
 * its trace ID.
 */
export function nameRequest(response: ServerResponse, id: string): void {
  response.setHeader('x-ms-request-id', id);
}

const anyOrigin = { 'access-control-allow-origin': '*' };

/** Lets pages of any origin read the response: nothing they may call knows them by a cookie. */
export function allowAnyOrigin(response: ServerResponse): void {
  for (const [name, value] of Object.entries(anyOrigin)) response.setHeader(name, value);
}

/** Responds to a browser's CORS preflight request (Fetch Standard). */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    ...anyOrigin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '600',
  });
  response.end();
}
