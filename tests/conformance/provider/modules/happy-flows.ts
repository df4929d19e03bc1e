import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type AuthorizationOptions, authorize, codeFrom } from '../authorization.ts';
import { codeFlow, type Flow } from '../code-flow.ts';
import { checkConfiguration } from '../configuration-conditions.ts';
import { enoughEntropy, entropyOf, isLongEnough } from '../entropy.ts';
import type { Setting } from '../setting.ts';
import { claimsOf } from '../user-info.ts';

/** Claims that an ID token may have whether or not anything asked for them. */
const usual = new Set(
  `iss sub aud exp iat auth_time nonce acr amr azp at_hash c_hash nbf jti sid s_hash openbanking_intent_id txn`.split(
    ' ',
  ),
);

async function happyFlow(
  setting: Setting,
  authentication: 'client_secret_basic' | 'client_secret_post',
): Promise<void> {
  const { log } = setting;
  await checkConfiguration(setting, authentication);
  const flow = await codeFlow(setting, { authentication });
  log.check('EnsureMinimumAuthorizationCodeLength', isLongEnough(flow.code));
  const entropy = entropyOf(flow.code);
  log.check('EnsureMinimumAuthorizationCodeEntropy', entropy > enoughEntropy, entropy);
  const { expires_in: lifetime } = flow.answer.body;
  log.warn('ExtractExpiresInFromTokenEndpointResponse', lifetime !== undefined);
  checkHash(setting, flow, 'at_hash', 'ValidateAtHash', flow.accessToken);
  checkHash(setting, flow, 'c_hash', 'ValidateCHash', flow.code);
  withoutName(setting, flow.claims);
  const extra = Object.keys(flow.claims).filter(
    (name) => !usual.has(name) && !claimsOf('openid').includes(name),
  );
  log.warn('EnsureIdTokenDoesNotContainNonRequestedClaims', extra.length === 0, extra);
}

/** Half of a value's hash, if the ID token has it (OpenID Connect Core §3.1.3.6). */
function checkHash(
  { log }: Setting,
  { claims }: Flow,
  claim: string,
  condition: string,
  value: string | undefined,
): void {
  const half = createHash('sha256')
    .update(value ?? '')
    .digest()
    .subarray(0, 16);
  const found = claims[claim];
  log.check(condition, found === undefined || found === half.toString('base64url'), found);
}

/** The modules that use this didn't ask for a name in the ID token. */
export function withoutName({ log }: Setting, { name }: JWTPayload): void {
  log.warn('EnsureIdTokenDoesNotContainName', name === undefined, name);
}

/** A request with something that must not make it fail. */
const succeedsWith =
  (changes: Record<string, string>, options: AuthorizationOptions = {}) =>
  async (setting: Setting): Promise<void> => {
    await checkConfiguration(setting);
    await codeFlow(setting, { ...options, changes });
  };

async function withoutNonce(setting: Setting): Promise<void> {
  await checkConfiguration(setting);
  codeFrom(setting, await authorize(setting, { changes: { nonce: undefined } }));
}

async function withAcrValues(setting: Setting): Promise<void> {
  await checkConfiguration(setting);
  const wanted = setting.server.acr_values_supported ?? ['1', '2'];
  const { claims } = await codeFlow(setting, { changes: { acr_values: wanted.join(' ') } });
  const isOneOf = wanted.some((value) => value === claims['acr']);
  setting.log.warn('ValidateIdTokenACRClaimAgainstAcrValuesRequest', isOneOf, claims['acr']);
}

async function withPkce(setting: Setting): Promise<void> {
  await checkConfiguration(setting);
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  await codeFlow(setting, {
    changes: { code_challenge: challenge, code_challenge_method: 'S256' },
    fields: { code_verifier: verifier },
  });
}

const withLoginHint = async (setting: Setting): Promise<void> => {
  const { host } = new URL(setting.server.issuer);
  await succeedsWith({ login_hint: `buffy@${host}` })(setting);
};

export const happyFlows = {
  'oidcc-server': (setting: Setting) => happyFlow(setting, 'client_secret_basic'),
  'oidcc-server-client-secret-post': (setting: Setting) => happyFlow(setting, 'client_secret_post'),
  'oidcc-ensure-request-without-nonce-succeeds-for-code-flow': withoutNonce,
  'oidcc-display-page': succeedsWith({ display: 'page' }),
  'oidcc-display-popup': succeedsWith({ display: 'popup' }),
  'oidcc-ensure-request-with-unknown-parameter-succeeds': succeedsWith({ extra: 'foobar' }),
  'oidcc-login-hint': withLoginHint,
  'oidcc-ui-locales': succeedsWith({ ui_locales: 'se' }),
  'oidcc-claims-locales': succeedsWith({ claims_locales: 'se' }),
  'oidcc-ensure-request-with-acr-values-succeeds': withAcrValues,
  'oidcc-ensure-post-request-succeeds': succeedsWith({}, { method: 'POST' }),
  'oidcc-ensure-request-with-valid-pkce-succeeds': withPkce,
};
