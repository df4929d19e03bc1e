/** What the form of an error code shows about its origin. */
export interface ErrorCode {
  /** As Microsoft or the library writes it, for example "AADSTS50011". */
  code: string;
  family: CodeFamily;
  /** The digits, for codes that have them. */
  number?: string;
}

/** `number`: digits alone, which both Entra ID and B2C use. `oauth`: a name such as `invalid_grant`. */
export type CodeFamily = 'aadsts' | 'aadb2c' | 'number' | 'idx' | 'msis' | 'caa' | 'oauth';

const numbered = /^(AADSTS|AADB2C|IDX|MSIS|CAA)[\s:_-]{0,2}(\d{3,9})\b/i;
const digits = /^\d{4,9}$/;
/** Names of OAuth 2.0, OpenID Connect and MSAL; the longest that is in use has about 40 characters. */
const name = /^[a-z]{2,}(?:_[a-z0-9]+){1,6}$/i;

const families: Record<string, CodeFamily> = {
  AADSTS: 'aadsts',
  AADB2C: 'aadb2c',
  IDX: 'idx',
  MSIS: 'msis',
  CAA: 'caa',
};

/** The error code that a text is; undefined when it looks like none. Upper and lower case are the same. */
export function errorCode(text: string): ErrorCode | undefined {
  const typed = text.trim();
  if (typed.length > 64) return undefined;
  const [, prefix = '', number = ''] = numbered.exec(typed) ?? [];
  const family = families[prefix.toUpperCase()];
  if (family) return { code: `${prefix.toUpperCase()}${number}`, family, number };
  if (digits.test(typed)) return { code: typed, family: 'number', number: typed };
  if (name.test(typed)) return { code: typed.toLowerCase(), family: 'oauth' };
  return undefined;
}

/** The code of Entra ID or B2C inside a longer text, such as a message that was pasted whole. */
export function errorCodeWithin(text: string): ErrorCode | undefined {
  const [found] = /\b(?:AADSTS|AADB2C)\d{3,9}\b/i.exec(text) ?? [];
  return errorCode(found ?? text);
}

/** @param code as shown, for example "AADSTS50011" */
export const errorPath = (code: string): string => `/errors/${code}/`;

/** The number of a code of Entra ID or B2C, without its prefix; undefined for other codes. */
export const errorNumber = (code: string): string | undefined =>
  /^AAD(?:STS|B2C)(\d+)$/.exec(code)?.[1];

/** The codes that a reader can mean: the very one, in other case, or with the prefix left out. */
export function sameCode({ code, number, family }: ErrorCode, known: readonly string[]): string[] {
  if (family === 'number') return known.filter((id) => errorNumber(id) === number);
  return known.filter((id) => id.toLowerCase() === code.toLowerCase());
}

const shownAtMost = 5;
const sharedDigits = 3;

/**
 * Known codes whose number begins with the same digits, the nearest first. Neighboring numbers often
 * concern the same part of the service, but that isn't guaranteed.
 */
export function nearestCodes({ number, family }: ErrorCode, known: readonly string[]): string[] {
  if (number === undefined) return [];
  const prefix = { aadsts: 'AADSTS', aadb2c: 'AADB2C', number: 'AAD' }[String(family)];
  if (prefix === undefined) return [];
  const near = known.flatMap((id) => {
    const other = id.startsWith(prefix) ? errorNumber(id) : undefined;
    const shared = other === undefined ? 0 : sharedStart(number, other);
    return other !== undefined && shared >= sharedDigits ? [{ id, other, shared }] : [];
  });
  const distance = (other: string): number => Math.abs(Number(other) - Number(number));
  return near
    .sort(
      (a, b) =>
        b.shared - a.shared ||
        Math.abs(a.other.length - number.length) - Math.abs(b.other.length - number.length) ||
        distance(a.other) - distance(b.other),
    )
    .slice(0, shownAtMost)
    .map(({ id }) => id);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
