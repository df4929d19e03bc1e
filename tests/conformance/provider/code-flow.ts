import type { JWTPayload } from 'jose';
import {
  type Authorization,
  type AuthorizationOptions,
  authorize,
  codeFrom,
} from './authorization.ts';
import { checkIdToken } from './id-token.ts';
import type { Setting } from './setting.ts';
import { isLifetime, requestTokens, type TokenAnswer } from './token-request.ts';
import { requestUserInfo } from './user-info.ts';

export interface FlowOptions extends AuthorizationOptions {
  authentication?: 'client_secret_basic' | 'client_secret_post';
  /** Fields that the token request has besides the usual ones. */
  fields?: Readonly<Record<string, string>>;
}

export interface Flow {
  authorization: Authorization;
  code: string;
  answer: TokenAnswer;
  claims: JWTPayload;
  /** Undefined where the provider gave none. */
  accessToken: string | undefined;
}

/** The whole authorization code flow, with what the suite checks at each step. */
export async function codeFlow(setting: Setting, options: FlowOptions = {}): Promise<Flow> {
  const authorization = await authorize(setting, options);
  return redeem(setting, authorization, options);
}

export async function redeem(
  setting: Setting,
  authorization: Authorization,
  options: FlowOptions = {},
): Promise<Flow> {
  const code = codeFrom(setting, authorization);
  const answer = await requestTokens(setting, tokenRequestFor(authorization, code, options));
  const { claims, accessToken } = await checkTokens(setting, authorization, answer);
  return { authorization, code, answer, claims, accessToken };
}

export const tokenRequestFor = (
  { client }: Authorization,
  code: string,
  { fields = {}, authentication }: FlowOptions = {},
) => ({
  client,
  authentication,
  fields: {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    ...fields,
  },
});

async function checkTokens(
  setting: Setting,
  { client, request }: Authorization,
  { status, body }: TokenAnswer,
) {
  const { log } = setting;
  log.check('CheckTokenEndpointHttpStatus200', status === 200, body);
  log.check('CheckIfTokenEndpointResponseError', body.error === undefined, body);
  log.check('CheckForAccessTokenValue', body.access_token !== undefined, Object.keys(body));
  const { expires_in: lifetime } = body;
  log.check('ValidateExpiresIn', lifetime === undefined || isLifetime(lifetime), lifetime);
  const idToken = log.require('ExtractIdTokenFromTokenResponse', body.id_token, Object.keys(body));
  const claims = await checkIdToken(setting, idToken, client, request);
  await callProtectedResource(setting, body.access_token);
  return { claims, accessToken: body.access_token };
}

/** The suite's protected resource is the UserInfo endpoint. */
export async function callProtectedResource(
  { log, server }: Setting,
  accessToken: string | undefined,
): Promise<void> {
  const { userinfo_endpoint: endpoint } = server;
  if (endpoint === undefined || accessToken === undefined) return;
  const { status } = await requestUserInfo(endpoint, accessToken);
  log.check('EnsureHttpStatusCodeIs200', status === 200, status);
}
