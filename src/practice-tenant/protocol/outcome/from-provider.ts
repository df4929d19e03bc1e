import { z } from 'zod';
import { grantTypes, grantTypesEverywhere } from '../../directory/grant-types.ts';
import { unknownClientAmong } from '../../directory/unknown-client.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { otherAppsGrant, unknownChallengeMethod, unknownGrant } from '../../errors/in-b2c-words.ts';

const providerError = z.object({
  error: z.string().optional(),
  error_description: z.string().optional(),
  error_detail: z.string().optional(),
});

/** The request's values, for the sentences of the error catalog. */
export interface RequestValues {
  client: string;
  name: string;
  tenant: string;
  uri: string;
  scope: string;
  type: string;
  grant: string;
  prompt: string;
  /** What the app may ask for in `response_type`. */
  enabled: readonly string[];
  redirectUris: readonly string[];
  /** What an administrator consented to for all users. */
  agreed: readonly string[];
  /** Every app of the tenant, for a request that names an unknown one. */
  clients: readonly string[];
}

type Rule = readonly [
  error: string,
  detail: RegExp,
  make: (values: RequestValues, detail: string) => EntraError,
];

const consentMissing = ({ client, name, scope, agreed }: RequestValues) => {
  const comparison = { name: 'scope', sent: scope, registered: agreed };
  return new EntraError('AADSTS65001', { client, name }, comparison).answeredAs('consent_required');
};
const responseType = ({ type, enabled }: RequestValues) =>
  new EntraError(
    'AADSTS700054',
    { type },
    { name: 'response_type', sent: type, registered: enabled },
  );
const unsupportedPrompt = ({ prompt }: RequestValues) =>
  new EntraError('AADSTS90023', {}, { name: 'prompt', sent: prompt, registered: promptValues });
/** One of them at a time. */
export const promptValues = ['login', 'none', 'consent', 'select_account', 'create'];
const offered = [...grantTypesEverywhere, ...Object.values(grantTypes)];
const secondFactorMissing = () => new EntraError('AADSTS50076').answeredAs('interaction_required');
/** The device code flow has its own names for what other grants call access_denied and invalid_request. */
const isDeviceCode = (grant: string): boolean => grant.endsWith('device_code');
const declined = ({ grant }: RequestValues) => {
  const error = new EntraError('AADSTS65004');
  return isDeviceCode(grant) ? error.answeredAs('authorization_declined') : error;
};
const unknownCode = ({ grant }: RequestValues) => {
  const error = new EntraError('AADSTS9002313', { reason: unknownGrant });
  return error.answeredAs(isDeviceCode(grant) ? 'bad_verification_code' : 'invalid_grant');
};
/** OpenID Connect Core §3.1.2.6 has an error of its own for either way to send a request object. */
const notTaken = (name: 'request' | 'request_uri') =>
  new EntraError('AADSTS9002313', {
    reason: `the parameter ${name} isn't supported`,
  }).answeredAs(`${name}_not_supported`);
const nobodySignedIn = () => new EntraError('AADSTS50058');

/** oidc-provider's error, a pattern for its private detail, and the catalog's error; the first match counts. */
const rules: readonly Rule[] = [
  [
    'invalid_redirect_uri',
    /./,
    ({ uri, client, redirectUris }) =>
      new EntraError(
        'AADSTS50011',
        { uri, client },
        { name: 'redirect_uri', sent: uri, registered: redirectUris },
      ),
  ],
  [
    'invalid_client',
    /./,
    ({ client, tenant, clients }) => unknownClientAmong(client, tenant, clients),
  ],
  ['invalid_grant', /code already consumed/, () => new EntraError('AADSTS54005')],
  ['invalid_grant', /is expired/, () => new EntraError('AADSTS70008')],
  [
    'invalid_grant',
    /redirect_uri mismatch/,
    ({ uri, redirectUris }) => {
      const registered = redirectUris.filter((each) => each !== uri);
      return new EntraError(
        'AADSTS500112',
        { uri },
        { name: 'redirect_uri', sent: uri, registered },
      );
    },
  ],
  ['invalid_grant', /code_verifier|code_challenge/, () => new EntraError('AADSTS501481')],
  [
    'invalid_grant',
    /client mismatch/,
    ({ client }) => new EntraError('AADSTS70000', { client, reason: otherAppsGrant }),
  ],
  [
    'invalid_request',
    /missing required parameter.*redirect_uri/,
    ({ grant }) =>
      grant === ''
        ? new EntraError('AADSTS900144', { field: 'redirect_uri' })
        : new EntraError('AADSTS700009'),
  ],
  [
    'invalid_grant',
    /account not found/,
    ({ tenant }) => new EntraError('AADSTS50034', { user: 'of this grant', tenant }),
  ],
  ['invalid_grant', /not found/, unknownCode],
  ['invalid_grant', /./, (_, reason) => new EntraError('AADSTS70000', { reason })],
  [
    'invalid_scope',
    /./,
    ({ scope, agreed }) =>
      new EntraError('AADSTS70011', { scope }, { name: 'scope', sent: scope, registered: agreed }),
  ],
  ['login_required', /./, nobodySignedIn],
  ['account_selection_required', /./, nobodySignedIn],
  ['consent_required', /./, consentMissing],
  // The reasons are those of protocol/authorize/prompts.ts.
  ['interaction_required', /a second factor is required/, secondFactorMissing],
  ['interaction_required', /the user flow has a page/, () => new EntraError('AADB2C90077')],
  ['interaction_required', /./, consentMissing],
  ['access_denied', /AADSTS90094/, ({ name }) => new EntraError('AADSTS90094', { name })],
  ['access_denied', /AADB2C90118/, () => new EntraError('AADB2C90118')],
  ['access_denied', /AADB2C90091/, () => new EntraError('AADB2C90091')],
  [
    'access_denied',
    /AADB2C90273/,
    (_, detail) => new EntraError('AADB2C90273', { reason: detail.split(': ')[1] ?? '' }),
  ],
  ['access_denied', /AADB2C90289/, () => new EntraError('AADB2C90289')],
  ['access_denied', /./, declined],
  ['authorization_pending', /./, () => new EntraError('AADSTS70016')],
  ['expired_token', /./, () => new EntraError('AADSTS70020')],
  [
    'unsupported_grant_type',
    /./,
    ({ grant }) =>
      new EntraError(
        'AADSTS70003',
        { grant },
        { name: 'grant_type', sent: grant, registered: offered },
      ),
  ],
  ['request_not_supported', /./, () => notTaken('request')],
  ['request_uri_not_supported', /./, () => notTaken('request_uri')],
  ['unsupported_response_type', /./, responseType],
  [
    'invalid_request',
    /openid scope must be requested for this response_type/,
    () => new EntraError('AADSTS70005'),
  ],
  [
    'invalid_request',
    /code_challenge must be .*(length|characters)/,
    () => new EntraError('AADSTS501491'),
  ],
  [
    'invalid_request',
    /value of code_challenge_method/,
    () => new EntraError('AADSTS9002313', { reason: unknownChallengeMethod }),
  ],
  [
    'invalid_request',
    /missing required parameter.*nonce/,
    () => new EntraError('AADSTS90014', { field: 'nonce' }),
  ],
  ['invalid_request', /unsupported prompt|prompt none must/, unsupportedPrompt],
];

/** @returns undefined for an error that is this project's own fault; the response is then a 500 */
export function fromProvider(error: unknown, values: RequestValues): EntraError | undefined {
  if (error instanceof EntraError) return error;
  const { data } = providerError.safeParse(error);
  if (data?.error === undefined) return undefined;
  const detail = `${data.error_detail ?? ''} ${data.error_description ?? ''}`.trim() || '-';
  for (const [name, pattern, make] of rules) {
    if (name === data.error && pattern.test(detail)) return make(values, detail);
  }
  const missing = /missing required parameter\S* \(?'?(\w+)/.exec(detail)?.[1];
  if (missing !== undefined) return new EntraError('AADSTS900144', { field: missing });
  return new EntraError('AADSTS9002313', { reason: data.error_description ?? data.error });
}
