import { explainParameter } from '../explanations/parameters.ts';
import type { Field, Place } from '../messages/message.ts';
import { decodeToken } from './decode-token.ts';
import { cut, looksLikeToken, recognizable } from './kept-text.ts';

/** How many characters of a value are kept at most, when it is shown whole. */
const longest = 600;
const longestName = 80;

/**
 * One value on its way into the trace. The table of explanations decides by name how much of it is kept;
 * nothing is kept for a name that the table doesn't have.
 */
export function redact(place: Place, givenName: string, raw: string): Field {
  const name = cut(givenName, longestName);
  if (place === 'cookie') return { place, name, length: raw.length };
  const { shown } = explainParameter(name);
  if (shown === 'full' && !looksLikeToken(raw)) return { place, name, value: cut(raw, longest) };
  if (shown === 'start') return { place, name, value: recognizable(raw), length: raw.length };
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
