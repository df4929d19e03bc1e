import type { SignInErrorCode } from '../errors/sign-in-error.ts';

/** The `error` of RFC 6749 §4.1.2.1 and §5.2, and of OpenID Connect Core §3.1.2.6 → our code. */
const byError: Partial<Record<string, SignInErrorCode>> = {
  access_denied: 'sign_in_denied',
  consent_required: 'consent_required',
  temporarily_unavailable: 'provider_failing',
  server_error: 'provider_failing',
  invalid_grant: 'code_refused',
  invalid_client: 'client_refused',
  unauthorized_client: 'registration_refused',
  invalid_scope: 'scope_refused',
  // Microsoft's name for a scope whose API isn't in the tenant.
  invalid_resource: 'scope_refused',
};

/**
 * Microsoft sends one `error` for many causes: `access_denied` when a user cancels and when a rule blocks
 * them, `invalid_client` for a wrong secret and for a misspelled scope. These numbers tell them apart.
 */
const families: readonly (readonly [SignInErrorCode, string])[] = [
  ['access_denied', 'AADSTS65004 AADB2C90091 AADB2C90273'],
  ['password_reset_requested', 'AADB2C90118'],
  ['account_blocked', 'AADSTS50053 AADSTS50057 AADSTS53011 AADSTS530034 AADB2C90111 AADB2C90114'],
  ['user_not_assigned', 'AADSTS50105'],
  [
    'sign_in_blocked',
    'AADSTS50005 AADSTS50131 AADSTS53000 AADSTS53001 AADSTS53002 AADSTS53003 AADSTS53010 AADSTS530032 AADSTS530035',
  ],
  ['consent_required', 'AADSTS65001 AADSTS90094 AADSTS90095 AADB2C90205'],
  [
    'scope_refused',
    'AADSTS28000 AADSTS28002 AADSTS28003 AADSTS50001 AADSTS500011 AADSTS650053 AADSTS650054 AADSTS650057 AADSTS700022 AADSTS70011 AADB2C90010 AADB2C90012 AADB2C90055 AADB2C90110 AADB2C90115 AADB2C90117 AADB2C90146 AADB2C99005',
  ],
  [
    'client_refused',
    'AADSTS50012 AADSTS50027 AADSTS70002 AADSTS70021 AADSTS700021 AADSTS700023 AADSTS700024 AADSTS700027 AADSTS700030 AADSTS700211 AADSTS700212 AADSTS700213 AADSTS7000215 AADSTS7000216 AADSTS7000218 AADSTS7000222 AADB2C90079 AADB2C90081',
  ],
  [
    'registration_refused',
    'AADSTS50011 AADSTS50194 AADSTS500113 AADSTS65005 AADSTS650056 AADSTS70001 AADSTS700011 AADSTS700016 AADSTS700025 AADSTS700054 AADSTS7000112 AADSTS7000229 AADSTS90008 AADSTS9002325 AADSTS9002326 AADSTS9002327 AADB2C90006 AADB2C90007 AADB2C90018 AADB2C90057 AADB2C90058 AADB2C90068 AADB2C90084 AADB2C90092 AADB2C90107 AADB2C90285 AADB2C90287 AADB2C99059',
  ],
  ['tenant_not_found', 'AADSTS90002 AADSTS900023'],
  [
    'code_refused',
    'AADSTS54005 AADSTS70000 AADSTS700005 AADSTS70008 AADSTS500112 AADSTS501481 AADB2C90080 AADB2C90087 AADB2C90088 AADB2C90129 AADB2C90182 AADB2C90183',
  ],
  ['provider_failing', 'AADB2C90035 AADB2C90048 AADB2C90085 AADB2C90289'],
];

const byErrorName = new Map<string, SignInErrorCode | undefined>(Object.entries(byError));

const byNumber = new Map<string | undefined, SignInErrorCode>(
  families.flatMap(([code, numbers]) =>
    numbers.split(' ').map((number) => [number, code] as const),
  ),
);

/** These have one meaning, whatever number comes with them. */
const clearErrors = [
  'consent_required',
  'temporarily_unavailable',
  'server_error',
  'invalid_scope',
];

// #region code-for
/**
 * Our code for an error of the identity provider. With a number that isn't listed, a vague `error` says
 * only that it refused.
 */
export function codeFor(error: string, number: string | undefined): SignInErrorCode {
  const known = byNumber.get(number);
  // With another `error`, B2C's "invalid response" (90273) isn't a user who canceled.
  if (known === 'access_denied' && error !== known) return 'provider_refused';
  if (known !== undefined) return known;
  const code = byErrorName.get(error) ?? 'provider_refused';
  if (number === undefined || code === 'sign_in_denied') return code;
  return clearErrors.includes(error) ? code : 'provider_refused';
}
// #endregion code-for
