import type { ErrorCode } from './catalogue.ts';
import { EntraError } from './entra-error.ts';

type Values = Readonly<Record<string, string>>;

/** What the practice tenant reports for a code or token that no one issued. */
export const unknownGrant = 'the code or token is not one of this tenant';

/** What the practice tenant reports for a code or token that another app sends. */
export const otherAppsGrant = 'it was issued to another application';

/** What the practice tenant reports for a PKCE method that there isn't. */
export const unknownChallengeMethod = 'the code_challenge_method is neither plain nor S256';

const parameters: Readonly<Record<string, ErrorCode | undefined>> = {
  client_id: 'AADB2C90008',
  scope: 'AADB2C90010',
};
const missing = ({ field = '' }: Values): ErrorCode => parameters[field] ?? 'AADB2C90083';
const responseType = ({ type = '' }: Values): ErrorCode =>
  /\b(id_)?token\b/.test(type) ? 'AADB2C90057' : 'AADB2C90013';

/** By the reason, which for most is oidc-provider's own. */
const malformed: readonly (readonly [reason: RegExp, code: ErrorCode])[] = [
  [new RegExp(unknownGrant), 'AADB2C90085'],
  [new RegExp(unknownChallengeMethod), 'AADB2C90184'],
  [/^code_verifier must be/, 'AADB2C90183'],
  [/max_age/, 'AADB2C90120'],
  [/id_token_hint/, 'AADB2C90210'],
];

/** The code with the same cause in Azure AD B2C; where a cause has none there, AADSTS stays. */
const counterparts: Partial<
  Record<ErrorCode, ErrorCode | ((values: Values) => ErrorCode | undefined)>
> = {
  AADSTS28000: 'AADB2C90146',
  AADSTS28002: 'AADB2C90055',
  AADSTS50011: 'AADB2C90006',
  AADSTS50034: 'AADB2C90128',
  AADSTS500341: 'AADB2C90128',
  AADSTS50058: 'AADB2C90077',
  AADSTS50173: 'AADB2C90129',
  AADSTS54005: 'AADB2C90080',
  AADSTS65001: 'AADB2C90205',
  AADSTS70000: ({ reason }) => (reason === otherAppsGrant ? 'AADB2C90279' : 'AADB2C90085'),
  AADSTS70003: 'AADB2C90086',
  AADSTS70005: 'AADB2C90110',
  AADSTS70007: 'AADB2C90014',
  AADSTS70008: 'AADB2C90080',
  AADSTS70011: 'AADB2C90117',
  AADSTS1002012: 'AADB2C90117',
  AADSTS500011: 'AADB2C90117',
  AADSTS500112: 'AADB2C90085',
  AADSTS500113: 'AADB2C90007',
  AADSTS501481: 'AADB2C90182',
  AADSTS650053: 'AADB2C90117',
  AADSTS700009: () => 'AADB2C90083',
  AADSTS700016: 'AADB2C90018',
  AADSTS700025: 'AADB2C90084',
  AADSTS700051: responseType,
  AADSTS700054: responseType,
  AADSTS700084: 'AADB2C90080',
  AADSTS90014: missing,
  AADSTS90023: 'AADB2C90043',
  AADSTS900144: missing,
  AADSTS7000112: 'AADB2C90092',
  AADSTS7000215: 'AADB2C90081',
  AADSTS7000216: 'AADB2C90079',
  AADSTS7000218: 'AADB2C90079',
  AADSTS7000222: 'AADB2C90081',
  AADSTS9002313: ({ reason = '' }) => malformed.find(([form]) => form.test(reason))?.[1],
  AADSTS9002325: 'AADB2C99059',
};

/** The error as Azure AD B2C reports it, which has codes of its own for most causes. */
export function inB2cWords(error: EntraError): EntraError {
  const counterpart = counterparts[error.code];
  const code = typeof counterpart === 'function' ? counterpart(error.values) : counterpart;
  return code === undefined ? error : new EntraError(code, error.values, error.comparison);
}
