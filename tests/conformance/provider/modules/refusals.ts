import { UnsecuredJWT } from 'jose';
import { type Authorization, authorize, checkAuthorizationError } from '../authorization.ts';
import { codeFlow, redeem, tokenRequestFor } from '../code-flow.ts';
import { checkConfiguration } from '../configuration-conditions.ts';
import type { Setting } from '../setting.ts';
import { checkInvalidGrant, requestTokens } from '../token-request.ts';
import { requestUserInfo } from '../user-info.ts';

async function withoutResponseType(setting: Setting): Promise<void> {
  const { log } = setting;
  await checkConfiguration(setting);
  const { response, page, request } = await authorize(setting, {
    changes: { response_type: undefined },
  });
  if (response === undefined) {
    const isNamed = page.status >= 400 && page.text.includes('response_type');
    log.check('ExpectResponseTypeMissingErrorPage', isNamed, page.text);
    return;
  }
  checkAuthorizationError(setting, response, request['state']);
  const error = response.get('error') ?? '';
  const isExpected = ['unsupported_response_type', 'invalid_request'].includes(error);
  log.check(
    'CheckErrorFromAuthorizationEndpointErrorInvalidRequestOrUnsupportedResponseType',
    isExpected,
    error,
  );
}

/** A page of the provider about the redirect URI; the browser must not get to the client. */
function expectRedirectUriPage({ log }: Setting, { page }: Authorization): void {
  const isPage = page.status >= 400 && /redirect URI|redirect_uri/i.test(page.text);
  log.check('ExpectRedirectUriErrorPage', isPage, `${page.status} ${page.url}`);
}

async function unregisteredRedirectUri(setting: Setting): Promise<void> {
  await checkConfiguration(setting);
  const redirect_uri = `${setting.clients[0].redirectUri}/not-registered`;
  expectRedirectUriPage(setting, await authorize(setting, { changes: { redirect_uri } }));
}

/** A second use of a code. @returns the access token from the first one */
async function reuse(setting: Setting, wait: number): Promise<string | undefined> {
  const { log, later } = setting;
  await checkConfiguration(setting);
  const { authorization, code, accessToken } = await codeFlow(setting);
  later(wait);
  const answer = await requestTokens(setting, tokenRequestFor(authorization, code));
  // Right after its first use a provider may still take the code.
  if (wait === 0 && answer.status === 200)
    log.warn('ServerAllowedReusingAuthorizationCode', false, answer.body);
  else checkInvalidGrant(setting, answer);
  return accessToken;
}

async function codeReuse(setting: Setting): Promise<void> {
  await reuse(setting, 0);
}

async function lateCodeReuse(setting: Setting): Promise<void> {
  const accessToken = await reuse(setting, 30);
  const { userinfo_endpoint: endpoint } = setting.server;
  if (endpoint === undefined || accessToken === undefined) return;
  const { status } = await requestUserInfo(endpoint, accessToken);
  setting.log.warn('EnsureHttpStatusCodeIs4xx', status >= 400 && status < 500, status);
}

/** The request's parameters in an unsigned request object, with these left outside it. */
async function authorizeByObject(
  setting: Setting,
  outside: Record<string, string> = {},
): Promise<Authorization> {
  const { log, server, clients } = setting;
  await checkConfiguration(setting);
  const algorithms = server.request_object_signing_alg_values_supported;
  if (algorithms?.includes('none') === false)
    log.skip('request_object_signing_alg_values_supported');
  const [client] = clients;
  const request = {
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'openid',
    response_type: 'code',
    state: 'state-of-the-object',
    nonce: 'nonce-of-the-object',
  };
  const object = new UnsecuredJWT({ ...request }).setIssuer(client.id).setAudience(server.issuer);
  const authorization = await authorize(setting, {
    changes: { state: undefined, nonce: undefined, ...outside, request: object.encode() },
  });
  return { ...authorization, request };
}

async function requestObject(setting: Setting): Promise<void> {
  const authorization = await authorizeByObject(setting);
  if (authorization.response?.get('error') === 'request_not_supported')
    setting.log.skip('request_not_supported');
  const isClaimed = setting.server['request_parameter_supported'] === true;
  setting.log.warn('CheckDiscEndpointRequestParameterSupported', isClaimed);
  await redeem(setting, authorization);
}

async function redirectUriBesideObject(setting: Setting): Promise<void> {
  const redirect_uri = `${setting.clients[0].redirectUri}_invalid`;
  const authorization = await authorizeByObject(setting, { redirect_uri });
  if (authorization.response === undefined) return expectRedirectUriPage(setting, authorization);
  const error = authorization.response.get('error');
  setting.log.check(
    'EnsureOPDoesNotUseDefaultRedirectUriInCaseOfInvalidRedirectUri',
    error !== 'request_not_supported',
    error,
  );
  await redeem(setting, authorization);
}

export const refusals = {
  'oidcc-response-type-missing': withoutResponseType,
  'oidcc-codereuse': codeReuse,
  'oidcc-codereuse-30seconds': lateCodeReuse,
  'oidcc-ensure-registered-redirect-uri': unregisteredRedirectUri,
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': requestObject,
  'oidcc-ensure-request-object-with-redirect-uri': redirectUriBesideObject,
};
