import { createHash } from 'node:crypto';
import type { Forgery, HostileProvider } from '../../hostile-provider/provider.ts';
import { clientId, clientSecret } from '../../hostile-provider/registration.ts';
import type { RunningTarget } from '../../hostile-provider/target.ts';
import { Visitor } from '../../hostile-provider/visitor.ts';
import type { Page } from '../../http-browser.ts';
import type { ModuleLog } from '../module-log.ts';
import { enoughEntropy, entropyOf } from '../provider/entropy.ts';

/** The suite's provider has a UserInfo endpoint, and learns from it what the client made of an ID token. */
const userInfoPath = '/userinfo/api';
const userInfo = { sub: 'subject-1', name: 'Alex Rivera', email: 'alex@contoso.onmicrosoft.com' };

export interface ClientRun {
  log: ModuleLog;
  provider: HostileProvider;
  app: RunningTarget;
}

export interface ClientSignIn {
  page: Page;
  /** Whether the client takes the user for signed in. */
  isSignedIn: boolean;
  askedForUserInfo: boolean;
  request: URLSearchParams;
}

/** A sign-in at a provider that behaves as the module has it, with what the suite checks of the client. */
export async function signIn(
  { log, provider, app }: ClientRun,
  forgery: Forgery = {},
  authentication: 'client_secret_basic' | 'client_secret_post' = 'client_secret_post',
): Promise<ClientSignIn> {
  provider.reset();
  provider.forge = {
    discovery: (document) => ({
      ...document,
      userinfo_endpoint: provider.origin + userInfoPath,
      token_endpoint_auth_methods_supported: [authentication],
    }),
    api: () => userInfo,
    ...forgery,
  };
  const visitor = new Visitor(app, provider);
  const stopped = await visitor.startSignIn();
  const request = new URL(stopped.url).searchParams;
  checkRequest(log, request, app);
  const answer = provider.answerTo(stopped.url);
  const page = await visitor.finishSignIn(answer);
  checkTokenRequest(log, provider, { request, code: answer.searchParams.get('code') ?? '' });
  checkAuthentication(log, provider, authentication);
  return {
    page,
    request,
    isSignedIn: await visitor.isSignedIn(),
    askedForUserInfo: provider.askedFor(userInfoPath).length > 0,
  };
}

function checkRequest(log: ModuleLog, request: URLSearchParams, app: RunningTarget): void {
  const scopes = (request.get('scope') ?? '').split(' ');
  log.check('EnsureMatchingClientId', request.get('client_id') === clientId);
  log.check('EnsureOpenIDInScopeRequest', scopes.includes('openid'), scopes);
  log.check('EnsureResponseTypeIsCode', request.get('response_type') === 'code');
  const hasObject = request.has('request') || request.has('request_uri');
  log.check('EnsureRequestDoesNotContainRequestObject', !hasObject);
  const back = `${app.publicOrigin}${app.redirectPath}`;
  const uri = request.get('redirect_uri');
  log.check('EnsureValidRedirectUriForAuthorizationEndpointRequest', uri === back, uri);
  const contradicts = request.get('max_age') === '0' && request.get('prompt') === 'none';
  log.check('DisallowMaxAgeEqualsZeroAndPromptNone', !contradicts);
  const nonce = request.get('nonce') ?? '';
  log.warn('CheckForInvalidCharsInNonce', /^[\w\-.~]+$/.test(nonce), nonce);
  log.warn('CheckNonceMaximumLength', nonce.length <= 43, nonce);
}

function checkTokenRequest(
  log: ModuleLog,
  provider: HostileProvider,
  { request, code }: { request: URLSearchParams; code: string },
): void {
  const [asked] = provider.askedFor('/token');
  const body = asked?.body ?? new URLSearchParams();
  log.check('ValidateAuthorizationCode', body.get('code') === code, body.get('code'));
  const isSame = body.get('redirect_uri') === request.get('redirect_uri');
  log.check('ValidateRedirectUriForTokenEndpointRequest', isSame, body.get('redirect_uri'));
  const id = body.get('client_id') ?? clientId;
  log.check('CheckClientIdMatchesOnTokenRequestIfPresent', id === clientId, id);
  const verifier = body.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  log.check('ValidateCodeVerifierWithS256', challenge === request.get('code_challenge'));
  log.warn('EnsureMinimumPkceCodeVerifierEntropy', entropyOf(verifier) > enoughEntropy);
  log.warn('EnsureMinimumPkceCodeVerifierLength', verifier.length >= 43, verifier.length);
}

function checkAuthentication(
  log: ModuleLog,
  provider: HostileProvider,
  authentication: 'client_secret_basic' | 'client_secret_post',
): void {
  const [asked] = provider.askedFor('/token');
  const [id, secret] =
    authentication === 'client_secret_post'
      ? [asked?.body.get('client_id'), asked?.body.get('client_secret')]
      : credentialsIn(String(asked?.headers['authorization'] ?? ''));
  const [extracted, validated] =
    authentication === 'client_secret_post'
      ? (['ExtractClientCredentialsFromFormPost', 'ValidateClientIdAndSecret'] as const)
      : ([
          'ExtractClientCredentialsFromBasicAuthorizationHeader',
          'ValidateClientIdAndSecret',
        ] as const);
  const isThere = typeof id === 'string' && typeof secret === 'string';
  log.check(extracted, isThere, asked?.headers['authorization']);
  if (isThere) log.check(validated, id === clientId && secret === clientSecret);
}

function credentialsIn(header: string): (string | undefined)[] {
  if (!header.startsWith('Basic ')) return [];
  const pair = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  return pair.split(':').map(decodeURIComponent);
}
