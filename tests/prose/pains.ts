/** What readers struggle with, where the site solves it, and words of the solution that they would search for. */
export interface Pain {
  number: number;
  trouble: string;
  /** Below src/content, without ending; the first is where a search should end. */
  answered: readonly [string, ...string[]];
  words: readonly string[];
}

export const pains: readonly Pain[] = [
  pain(
    1,
    'redirect URI mismatch',
    ['tutorials/register-app', 'errors/AADSTS50011'],
    'redirect URI',
    'exact',
  ),
  pain(
    2,
    'localhost or 127.0.0.1',
    ['tutorials/register-app', 'tutorials/configure', 'errors/AADSTS50011'],
    'localhost',
    '127.0.0.1',
  ),
  pain(
    3,
    'Secret ID instead of the value',
    [
      'tutorials/register-app',
      'tutorials/configure',
      'errors/AADSTS7000215',
      'docs/how-it-works/credentials',
    ],
    'Secret ID',
    'Value',
  ),
  pain(
    4,
    'expired secret',
    ['errors/AADSTS7000222', 'tutorials/deploy', 'docs/how-it-works/credentials'],
    'expire',
    'certificate',
    'federated',
  ),
  pain(
    5,
    'External ID issuer refused',
    ['tutorials/configure', 'docs/how-it-works/authority', 'errors/endpoints_resolution_error'],
    'ciamlogin.com',
    'tenant ID',
    'issuer',
  ),
  pain(
    6,
    'login.microsoftonline.com for External ID',
    ['tutorials/prepare-tenant', 'tutorials/configure', 'errors/AADSTS500208'],
    'login.microsoftonline.com',
    'AADSTS500208',
  ),
  pain(
    7,
    'missing knownAuthorities',
    [
      'docs/how-it-works/authority',
      'tutorials/sign-in',
      'tutorials/configure',
      'errors/AADSTS50049',
    ],
    'knownAuthorities',
  ),
  pain(
    8,
    'custom domain and tenant differ',
    ['errors/AADSTS500210', 'tutorials/configure', 'docs/how-it-works/authority'],
    'custom',
    'tenant ID',
    'AADSTS500210',
  ),
  pain(
    9,
    'opaque endpoints_resolution_error',
    ['errors/endpoints_resolution_error', 'tutorials/sign-in', 'tutorials/run-and-test'],
    'endpoints_resolution_error',
    'metadata',
  ),
  pain(
    10,
    'session lost on the callback',
    ['errors/transaction_missing', 'tutorials/run-and-test', 'tutorials/sign-in'],
    'cookie',
    'sign-in again',
  ),
  pain(
    11,
    'SameSite with form_post',
    ['docs/how-it-works/sessions', 'tutorials/run-and-test', 'tutorials/sign-in'],
    'SameSite',
    'response_mode',
  ),
  pain(
    12,
    'parallel tabs',
    [
      'errors/AADSTS501481',
      'docs/how-it-works/pkce-state-nonce',
      'tutorials/run-and-test',
      'tutorials/sign-in',
    ],
    'tabs',
    'verifier',
  ),
  pain(
    13,
    'https becomes http behind a proxy',
    ['tutorials/deploy', 'errors/AADSTS50011'],
    'proxy',
    'http',
    'REDIRECT_URI',
  ),
  pain(
    14,
    'works locally, not on App Service',
    ['tutorials/deploy'],
    'App Service',
    'Check the deployed app',
  ),
  pain(
    15,
    'scale-out and session affinity',
    ['tutorials/deploy', 'docs/how-it-works/sessions'],
    'affinity',
    'REDIS_URL',
    'SESSION_SECRET',
  ),
  pain(
    16,
    'cookie over 4 KB',
    ['docs/how-it-works/sessions', 'tutorials/protect-pages', 'tutorials/run-and-test'],
    '4,096',
    'token',
  ),
  pain(
    17,
    'no_tokens_found',
    ['errors/no_tokens_found', 'tutorials/call-api', 'docs/how-it-works/sessions'],
    'no_tokens_found',
    'sign',
  ),
  pain(
    18,
    'B2C access token empty',
    ['docs/how-it-works/tokens', 'tutorials/call-api'],
    'B2C',
    'openid',
    'access token',
  ),
  pain(
    19,
    'B2C forgot password',
    ['errors/AADB2C90118', 'tutorials/prepare-tenant', 'tutorials/run-and-test'],
    'password',
    'Self-service password reset',
  ),
  pain(
    20,
    'B2C scopes',
    ['errors/AADB2C90205', 'errors/AADB2C90117', 'tutorials/call-api'],
    'scope',
    'API',
  ),
  pain(
    21,
    'consent missing',
    ['docs/how-it-works/consent', 'errors/AADSTS65001', 'tutorials/call-api'],
    'consent',
    'AADSTS65001',
  ),
  pain(
    22,
    'validating a Graph token',
    ['docs/how-it-works/tokens', 'tutorials/call-api'],
    'aud',
    'Graph',
    'invalid signature',
  ),
  pain(
    23,
    'sts.windows.net as issuer',
    ['docs/how-it-works/authority', 'tutorials/call-api'],
    'sts.windows.net',
    'version 1',
  ),
  pain(
    24,
    'platform SPA instead of Web',
    ['tutorials/register-app', 'errors/AADSTS9002325', 'errors/AADSTS9002327'],
    'Single-page application',
    'Web',
  ),
  pain(
    25,
    'sign-out leaves a session or strands the user',
    ['tutorials/sign-out', 'docs/how-it-works/sign-out'],
    'post_logout_redirect_uri',
    'session',
  ),
  pain(
    26,
    'single-tenant app on /common',
    ['errors/AADSTS50194', 'tutorials/configure', 'docs/how-it-works/authority'],
    'common',
    'tenant ID',
  ),
];

function pain(
  number: number,
  trouble: string,
  answered: readonly [string, ...string[]],
  ...words: string[]
): Pain {
  return { number, trouble, answered, words };
}
