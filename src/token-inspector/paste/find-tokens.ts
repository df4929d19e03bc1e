import { isJsonObject, type JsonObject } from '../../jwt/json-object.ts';
import { insteadOfJwt } from './instead-of-jwt.ts';
import type { Instead, NamedToken, Pasted, Surrounding } from './pasted.ts';

/** In characters. Servers refuse much shorter tokens; nobody means to paste more. */
export const longestPaste = 2_000_000;

/** Names of tokens in responses, addresses, and what command-line tools print. */
const tokenNames = [
  'id_token',
  'access_token',
  'id_token_hint',
  'client_assertion',
  'assertion',
  'idToken',
  'accessToken',
  'token',
];
const jwtWithin = /(?<![\w-])e[w-z\d][\w-]{10,}(?:(?:\.[\w-]*){4}|(?:\.[\w-]*){2})/;

/** Finds the tokens in anything that people paste: a token alone, a header, a response, an address. */
export function findTokens(pasted: string): Pasted {
  const text = pasted.trim();
  if (text === '') return instead('empty');
  if (text.length > longestPaste) return instead('too-long');
  return fromJson(text) ?? fromAddress(text) ?? fromText(text);
}

const instead = (what: Instead): Pasted => ({ kind: 'instead', what });

function fromJson(text: string): Pasted | undefined {
  if (!/^[{["]/.test(text)) return undefined;
  const value = parsed(text);
  if (typeof value === 'string') return withSurroundings(findTokens(value), ['quotes']);
  if (!isJsonObject(value)) return undefined;
  const tokens = named((name) => value[name]);
  if (tokens.length > 0) {
    const refresh = typeof value['refresh_token'] === 'string';
    return {
      kind: 'tokens',
      tokens,
      around: ['token-response', ...(refresh ? (['refresh-token'] as const) : [])],
    };
  }
  return instead(kindOfJson(value));
}

function kindOfJson(value: JsonObject): Instead {
  const has = (name: string) => Object.hasOwn(value, name);
  if (has('refresh_token')) return 'refresh-token';
  if (has('error')) return 'error-response';
  if (has('keys') || has('kty') || has('jwks_uri')) return 'keys';
  return has('iss') || has('alg') ? 'decoded' : 'json';
}

/** An address that a sign-in leads back to, or a form: what comes after "?", after "#", or is in the body. */
function fromAddress(text: string): Pasted | undefined {
  if (/\s/.test(text) || !/^(?:[a-z][\w+.-]*:\/\/|[?#]|[\w.-]+=)/i.test(text)) return undefined;
  const fields = new URLSearchParams(text.replace(/^[^?#]*(?=[?#])/, '').replaceAll(/[?#]/g, '&'));
  const tokens = named((name) => fields.get(name));
  if (tokens.length > 0) return { kind: 'tokens', tokens, around: ['address'] };
  if (fields.has('SAMLResponse')) return instead('saml');
  if (fields.has('error')) return instead('error-response');
  if (fields.has('code')) return instead('authorization-code');
  if (fields.has('refresh_token')) return instead('refresh-token');
  return undefined;
}

function named(valueUnder: (name: string) => unknown): NamedToken[] {
  return tokenNames.flatMap((name) => {
    const value = valueUnder(name);
    return typeof value === 'string' && value.includes('.') ? [{ name, raw: value }] : [];
  });
}

function fromText(text: string): Pasted {
  const around: Surrounding[] = [];
  const take = (what: Surrounding, from: string, to: string): string => {
    if (to !== from) around.push(what);
    return to;
  };
  const bare = take('bearer', text, text.replace(/^(?:authorization:\s*)?bearer[\s:]+/i, ''));
  const unquoted = take('quotes', bare, bare.replace(/^["'`“‘]+|["'`”’,;]+$/g, ''));
  const what = insteadOfJwt(unquoted);
  const raw = isBroken(unquoted)
    ? take('line-breaks', unquoted, withoutSpaces(unquoted))
    : unquoted;
  if (what === 'unknown' && isCompact(raw))
    return { kind: 'tokens', tokens: [{ name: undefined, raw }], around };
  const within = what === 'saml' ? undefined : jwtWithin.exec(text)?.[0];
  return within === undefined
    ? instead(what)
    : { kind: 'tokens', tokens: [{ name: undefined, raw: within }], around: ['text'] };
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

/** Broken into lines by a terminal or a mail program. */
const isBroken = (text: string): boolean => /\s/.test(text) && isCompact(withoutSpaces(text));

/**
 * Three parts or five, of which the first begins like a JSON object in Base64. Whether they can be read comes
 * later, so that a wrong character can be named.
 */
const isCompact = (text: string): boolean =>
  /^e[w-z\d]\S+$/.test(text) && [3, 5].includes(text.split('.', 6).length);

function withSurroundings(found: Pasted, around: readonly Surrounding[]): Pasted {
  return found.kind === 'tokens' ? { ...found, around: [...around, ...found.around] } : found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
