import { z } from 'zod';
import { isErrorText, isErrorUri } from './authorization.ts';
import type { Setting, TestClient } from './setting.ts';

const members = z.looseObject({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  token_type: z.string().optional(),
  expires_in: z.unknown().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  error_uri: z.string().optional(),
});

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: z.infer<typeof members>;
}

export interface TokenRequest {
  client: TestClient;
  fields: Readonly<Record<string, string>>;
  authentication?: 'client_secret_basic' | 'client_secret_post' | undefined;
}

/** One request to the token endpoint. */
export async function requestTokens(
  { server }: Setting,
  { client, fields, authentication = 'client_secret_basic' }: TokenRequest,
): Promise<TokenAnswer> {
  const isBasic = authentication === 'client_secret_basic';
  const body = new URLSearchParams({
    ...fields,
    ...(!isBasic && { client_id: client.id, client_secret: client.secret }),
  });
  const pair = `${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`;
  const response = await fetch(server.token_endpoint, {
    method: 'POST',
    body,
    headers: isBasic ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {},
  });
  const { status, headers } = response;
  return { status, headers, body: members.parse(await response.json()) };
}

export const isJson = (headers: Headers): boolean =>
  headers.get('content-type')?.startsWith('application/json') === true;

/** RFC 6749 §5.1: seconds, as a number. */
export const isLifetime = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;

/** What the suite checks of a code or refresh token that has to be refused. */
export function checkInvalidGrant({ log }: Setting, { status, headers, body }: TokenAnswer): void {
  const { error = '', error_description: description = '', error_uri: uri } = body;
  log.check('CheckTokenEndpointHttpStatus400', status === 400, status);
  log.check('CheckTokenEndpointReturnedJsonContentType', isJson(headers));
  log.check(
    'CheckErrorFromTokenEndpointResponseErrorInvalidGrant',
    error === 'invalid_grant',
    body,
  );
  const isError = /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(error);
  log.check('ValidateErrorFromTokenEndpointResponseError', isError, error);
  log.warn(
    'CheckErrorDescriptionFromTokenEndpointResponseErrorContainsCRLFTAB',
    !/[\r\n\t]/.test(description),
    description,
  );
  log.check(
    'ValidateErrorDescriptionFromTokenEndpointResponseError',
    isErrorText(description),
    description,
  );
  log.check('ValidateErrorUriFromTokenEndpointResponseError', isErrorUri(uri), uri);
}
