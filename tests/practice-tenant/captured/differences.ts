type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface Seen {
  status: number;
  headers: Headers;
  body: Json;
}

interface Expected {
  status?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  body: Json;
  partial?: boolean | undefined;
}

const guid = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';

/** What stands in a capture for a value that is nobody's business, or another one each time. */
const placeholders: Readonly<Record<string, string>> = {
  guid,
  text: '[\\s\\S]+',
  name: '[^<>@]+',
  email: '[^@\\s]+@[^@\\s]+',
  url: 'https?://\\S+',
  time: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ',
  iso: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z?',
  jwt: 'eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+',
  opaque: '[\\w.~+/=-]{20,}',
  base64: '[\\w+/=-]+',
  rh: '[01]\\.[\\w-]+\\.',
  digits: '\\d+',
  code: '[A-Z0-9-]{8,}',
  region: '[A-Z]{2,4}',
  host: '(?:\\{host\\}|[\\w.-]+(?::\\d+)?)',
};
const aYearInSeconds = 31_536_000;
const numbers: Readonly<Record<string, (value: number) => boolean>> = {
  seconds: (value) => Number.isInteger(value) && value >= 0 && value <= aYearInSeconds,
  epoch: (value) => Number.isInteger(value) && value > 1_000_000_000 && value < 4_000_000_000,
};

/**
 * Line ends and spaces before `Trace ID:` and the like are the same in Microsoft Entra's descriptions: the
 * service had the former until 2023, and has had the latter since.
 */
const spaced = (text: string): string =>
  text.startsWith('AADSTS') ? text.replaceAll(/\s+/g, ' ') : text;

/**
 * Whether a string has the captured form: placeholders such as `<guid>` or `<base64:43>` (with a length), and
 * the rest word for word.
 */
function isLike(captured: string, value: string): boolean {
  const pattern = spaced(captured)
    .split(/(<[a-z0-9]+(?::\d+)?>)/)
    .map((part) => {
      const [, name = '', length] = /^<([a-z0-9]+)(?::(\d+))?>$/.exec(part) ?? [];
      const placeholder = placeholders[name];
      if (placeholder === undefined) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return length === undefined ? placeholder : `(?=\\S{${length}}(?!\\S))${placeholder}`;
    });
  return new RegExp(`^${pattern.join('')}$`).test(spaced(value));
}

/** A member that is in only one of the two, or has another value, type, or form; named by its path. */
export function differences(
  { status, headers = {}, body, partial }: Expected,
  seen: Seen,
): string[] {
  const others = Object.entries(headers).filter(
    ([name, value]) => !isLike(value, seen.headers.get(name) ?? ''),
  );
  return [
    ...(status === undefined || status === seen.status ? [] : ['status']),
    ...others.map(([name]) => `headers.${name}`),
    ...compared('body', body, seen.body, partial === true),
  ];
}

type JsonObject = { readonly [name: string]: Json };
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function compared(path: string, expected: Json, seen: Json, partial: boolean): string[] {
  if (isObject(expected)) return isObject(seen) ? members(path, expected, seen, partial) : [path];
  if (!isList(expected)) return isSame(expected, seen) ? [] : [path];
  if (!isList(seen)) return [path];
  const [form] = expected;
  return form !== undefined && isObject(form)
    ? elements(path, form, seen, partial)
    : words(path, expected, seen);
}

function members(path: string, expected: JsonObject, seen: JsonObject, partial: boolean): string[] {
  const extra = partial ? [] : Object.keys(seen).filter((name) => !(name in expected));
  const inside = Object.entries(expected).flatMap(([name, value]) => {
    const own = seen[name];
    return own === undefined
      ? [`${path}.${name}`]
      : compared(`${path}.${name}`, value, own, partial);
  });
  return [...inside, ...extra.map((name) => `${path}.${name}`)];
}

/** Every object of a list has the one form that a capture shows. */
function elements(
  path: string,
  form: JsonObject,
  seen: readonly Json[],
  partial: boolean,
): string[] {
  if (seen.length === 0) return [path];
  return [...new Set(seen.flatMap((each) => compared(`${path}[]`, form, each, partial)))];
}

/** The same words, in any order. */
function words(path: string, expected: readonly Json[], seen: readonly Json[]): string[] {
  const missing = expected.filter((word) => !seen.some((other) => isSame(word, other)));
  const extra = seen.filter((word) => !expected.some((other) => isSame(other, word)));
  return [...missing, ...extra].map((word) => `${path}[${word}]`);
}

function isSame(expected: Json, seen: Json): boolean {
  if (typeof expected !== 'string') return expected === seen;
  if (typeof seen === 'string') return isLike(expected, seen);
  const [, name = ''] = /^<([a-z]+)>$/.exec(expected) ?? [];
  return typeof seen === 'number' && numbers[name]?.(seen) === true;
}
