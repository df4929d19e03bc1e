import type { IncomingMessage } from 'node:http';
import { EntraError } from '../errors/entra-error.ts';

const limit = 56 * 1024;

const texts = new WeakMap<IncomingMessage, Promise<string>>();

/** The text of a form: what finds out which tenants it is for reads it before its endpoint does. */
function formText(request: IncomingMessage): Promise<string> {
  const text = texts.get(request) ?? readText(request);
  texts.set(request, text);
  return text;
}

/** @throws EntraError AADSTS9002313 for a body that is larger than `most` bytes */
export async function readText(request: IncomingMessage, most = limit): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > most) break;
    chunks.push(chunk);
  }
  if (size > most) {
    // What is left on the connection would keep the requests after it waiting.
    request.resume();
    throw malformed('the body is too large');
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The fields of a posted form. A field sent twice is an error (RFC 6749 §3.2).
 * @throws EntraError AADSTS9002313, AADSTS9000411
 */
export async function readForm(request: IncomingMessage): Promise<Map<string, string>> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    throw malformed('the body must be application/x-www-form-urlencoded');
  }
  const text = await formText(request);
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) throw new EntraError('AADSTS9000411', { name });
    fields.set(name, value);
  }
  return fields;
}

/**
 * Whether a page of this very origin requested a change of state. Sec-Fetch-Site tells where
 * the browser sends it, Origin elsewhere; a request without both comes from no browser.
 */
export function isOwnForm(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}

/** The fields of a form, by name. */
export type Fields = ReadonlyMap<string, string>;

/** A field as entered, without spaces around it. */
export const typed = (fields: Fields, name: string): string => fields.get(name)?.trim() ?? '';

/** What a table has under a name from a request; never what every object has, such as `constructor`. */
export const ownEntry = <Value>(
  table: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

const malformed = (reason: string) => new EntraError('AADSTS9002313', { reason });
