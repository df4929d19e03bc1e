import { codeFlow, type Flow, type FlowOptions } from '../code-flow.ts';
import { checkConfiguration } from '../configuration-conditions.ts';
import type { Setting } from '../setting.ts';
import { isJson } from '../token-request.ts';
import { checkUserInfo, claimsOf, requestUserInfo, type UserInfo } from '../user-info.ts';
import { withoutName } from './happy-flows.ts';

type Transport = Parameters<typeof requestUserInfo>[2];

/** The user's claims, or undefined where there is no endpoint or no access token to ask it with. */
async function userInfoAfter(
  { log, server }: Setting,
  { accessToken }: Flow,
  transport?: Transport,
): Promise<UserInfo | undefined> {
  const { userinfo_endpoint: endpoint } = server;
  if (endpoint === undefined || accessToken === undefined) return undefined;
  const answer = await requestUserInfo(endpoint, accessToken, transport);
  const isAccepted = answer.status >= 200 && answer.status < 300;
  // OpenID Connect lets a provider refuse a token in the body.
  if (transport === 'POST with a body' && !isAccepted) {
    log.warn('UserInfoEndpointWithAccessTokenInBodyNotSupported', false, answer.status);
    return undefined;
  }
  log.check('EnsureHttpStatusCodeIs200', answer.status === 200, answer.status);
  return answer;
}

const userInfo = (transport: Transport) => async (setting: Setting) => {
  await checkConfiguration(setting);
  const answer = await userInfoAfter(setting, await codeFlow(setting), transport);
  if (answer === undefined) return;
  const type = answer.headers.get('content-type');
  setting.log.check('EnsureContentTypeJson', isJson(answer.headers), type);
  checkUserInfo(setting, answer);
};

/** A sign-in for claims, and whether the UserInfo endpoint gives all that the scopes stand for. */
async function returnedClaims(
  setting: Setting,
  scope: string,
  options: FlowOptions = {},
): Promise<{ flow: Flow; answer: UserInfo | undefined }> {
  const { log } = setting;
  const flow = await codeFlow(setting, { ...options, scope });
  const answer = await userInfoAfter(setting, flow);
  if (answer === undefined) return { flow, answer };
  checkUserInfo(setting, answer);
  const { sub } = answer.claims;
  log.check('VerifyUserInfoAndIdTokenInTokenEndpointSameSub', sub === flow.claims.sub, sub);
  const missing = claimsOf(scope).filter((name) => !(name in answer.claims));
  log.warn('VerifyScopesReturnedInUserInfoClaims', missing.length === 0, missing);
  return { flow, answer };
}

async function requireScopes({ log, server }: Setting, scope: string): Promise<void> {
  const supported = server.scopes_supported ?? [];
  if (!scope.split(' ').every((each) => supported.includes(each)))
    log.skip('OIDCCCheckScopesSupportedContainScopeTest');
}

const withScope = (scope: string) => async (setting: Setting) => {
  await checkConfiguration(setting);
  await requireScopes(setting, scope);
  await returnedClaims(setting, scope);
};

const withEmail =
  (scope: string, options: FlowOptions = {}) =>
  async (setting: Setting) => {
    const { log } = setting;
    await checkConfiguration(setting);
    await requireScopes(setting, scope);
    const { flow, answer } = await returnedClaims(setting, scope, options);
    withoutName(setting, flow.claims);
    const { email } = flow.claims;
    log.warn('EnsureIdTokenDoesNotContainEmailForScopeEmail', email === undefined, email);
    if (answer === undefined) return;
    log.warn('EnsureUserInfoDoesNotContainName', !('name' in answer.claims), answer.claims);
  };

async function essentialClaim(setting: Setting): Promise<void> {
  await checkConfiguration(setting);
  const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
  const { flow, answer } = await returnedClaims(setting, 'openid', { changes: { claims } });
  withoutName(setting, flow.claims);
  if (answer === undefined) return;
  const { name } = answer.claims;
  setting.log.warn('EnsureUserInfoContainsName', typeof name === 'string' && name !== '', name);
}

export const claimModules = {
  'oidcc-userinfo-get': userInfo('GET'),
  'oidcc-userinfo-post-header': userInfo('POST with a header'),
  'oidcc-userinfo-post-body': userInfo('POST with a body'),
  'oidcc-scope-profile': withScope('openid profile'),
  'oidcc-scope-email': withEmail('openid email'),
  'oidcc-scope-address': withScope('openid address'),
  'oidcc-scope-phone': withScope('openid phone'),
  'oidcc-scope-all': withScope('openid email phone address profile'),
  'oidcc-alternate-happy-flow': withEmail('email openid', { isReversed: true }),
  'oidcc-claims-essential': essentialClaim,
};
