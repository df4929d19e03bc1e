import { randomBytes } from 'node:crypto';
import type { Arrived } from './provider-browser.ts';
import type { Setting, TestClient } from './setting.ts';

type Parameters = Readonly<Record<string, string>>;

export interface AuthorizationOptions {
  scope?: string;
  client?: TestClient;
  /** Parameters beside or instead of the usual ones; an undefined one is left out. */
  changes?: Readonly<Record<string, string | undefined>>;
  method?: 'GET' | 'POST';
  /** Parameters in reverse alphabetical order. */
  isReversed?: boolean;
}

export interface Authorization extends Arrived {
  client: TestClient;
  /** What was sent. */
  request: Parameters;
}

const random = () => randomBytes(16).toString('base64url');

/** One request to the authorization endpoint, and what came of it. */
export async function authorize(
  { server, browser, clients }: Setting,
  options: AuthorizationOptions = {},
): Promise<Authorization> {
  const { scope = 'openid', client = clients[0], changes = {}, isReversed = false } = options;
  const all: Record<string, string | undefined> = {
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope,
    state: random(),
    nonce: random(),
    response_type: 'code',
    ...changes,
  };
  const sent = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  if (isReversed) sent.sort(([a], [b]) => b.localeCompare(a, 'en'));
  const url = new URL(server.authorization_endpoint);
  for (const [name, value] of sent) url.searchParams.append(name, value);
  const arrived = await browser.go(url, options.method ?? 'GET');
  return { ...arrived, client, request: Object.fromEntries(sent) };
}

/** What the suite checks of a response that has to be a success. */
export function codeFrom({ log, server }: Setting, authorization: Authorization): string {
  const { page, response, request } = authorization;
  const found = response === undefined ? `${page.status} ${page.url}` : String(response);
  const received = log.require('CheckIfAuthorizationEndpointError', response, found);
  const error = received.get('error');
  log.check('CheckIfAuthorizationEndpointError', error === null, found);
  const iss = received.get('iss') ?? server.issuer;
  log.check('ValidateIssIfPresentInAuthorizationResponse', iss === server.issuer, iss);
  const state = received.get('state');
  log.check('CheckStateInAuthorizationResponse', state === (request['state'] ?? null), state);
  const code = received.get('code') ?? undefined;
  return log.require('ExtractAuthorizationCodeFromAuthorizationResponse', code, found);
}

const errorMembers = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss'];

/** What the suite checks of every error that comes back to the client. */
export function checkAuthorizationError(
  { log, server }: Setting,
  response: URLSearchParams,
  state: string | undefined,
): void {
  const description = response.get('error_description') ?? '';
  const iss = response.get('iss') ?? server.issuer;
  log.check('CheckStateInAuthorizationResponse', response.get('state') === (state ?? null), state);
  log.check('ValidateIssIfPresentInAuthorizationResponse', iss === server.issuer, iss);
  const error = response.get('error') ?? '';
  log.check('EnsureErrorFromAuthorizationEndpointResponse', error !== '', String(response));
  log.check('RejectAuthCodeInAuthorizationEndpointResponse', !response.has('code'));
  const unexpected = [...response.keys()].filter((name) => !errorMembers.includes(name));
  const onlyExpected = unexpected.length === 0;
  log.warn(
    'CheckForUnexpectedParametersInErrorResponseFromAuthorizationEndpoint',
    onlyExpected,
    unexpected,
  );
  log.warn(
    'CheckErrorDescriptionFromAuthorizationEndpointResponseErrorContainsCRLFTAB',
    !/[\r\n\t]/.test(description),
    description,
  );
  log.check(
    'ValidateErrorDescriptionFromAuthorizationEndpointResponseError',
    isErrorText(description),
    description,
  );
  log.check(
    'ValidateErrorUriFromAuthorizationEndpointResponseError',
    isErrorUri(response.get('error_uri')),
    response.get('error_uri'),
  );
}

/** RFC 6749 §4.1.2.1 and §5.2; line breaks have a condition of their own. */
export const isErrorText = (text: string): boolean =>
  /^[\t\n\r\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(text);
export const isErrorUri = (uri: string | null | undefined): boolean =>
  uri === null || uri === undefined || /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(uri);
