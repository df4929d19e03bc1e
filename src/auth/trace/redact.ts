import { explainParameter } from '../explanations/parameters.ts';
import { decodeToken } from './decode-token.ts';
import type { Field, Place } from './message.ts';

/** Characters kept of a value that is shown whole, and of one that is only to be recognised. */
const longest = 600;
const startLength = 6;

/**
 * One value on its way into the trace. What is kept of it is decided by name, from the table of
 * explanations; a name that the table lacks keeps nothing.
 */
export function redact(place: Place, name: string, raw: string): Field {
  if (place === 'cookie') return { place, name, length: raw.length };
  const { shown } = explainParameter(name);
  if (shown === 'full' && !looksLikeToken(raw)) return { place, name, value: cut(raw, longest) };
  if (shown === 'start') return { place, name, value: recognisable(raw), length: raw.length };
  if (shown === 'token') {
    const token = decodeToken(raw.replace(/^Bearer /, ''));
    return { place, name, length: raw.length, ...(token && { token }) };
  }
  return { place, name, length: raw.length };
}

/** The values of an address's query. */
export function redactQuery(url: URL): Field[] {
  return [...url.searchParams].map(([name, value]) => redact('address', name, value));
}

/**
 * Enough of a value to see that it is the same one in another message; never more than a quarter.
 * A value of one or two characters is a flag, not a secret.
 */
export function recognisable(raw: string): string {
  if (raw.length <= 2) return raw;
  return `${raw.slice(0, Math.min(startLength, Math.floor(raw.length / 4)))}…`;
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** JWTs, JWEs and sealed values, wherever a provider may put one. */
export function looksLikeToken(text: string): boolean {
  return /eyJ[\w-]{8,}\.|Fe26\.2\*/.test(text);
}
