import type { IncomingMessage } from 'node:http';
import { credentialFrom, keyFrom, type SetCredential } from './set-keys.ts';

const name = '__Host-practice.visitor';
const askingName = '__Host-practice.asking';

/** Neither of two cookies with the same name counts. */
function sent({ headers }: IncomingMessage, wanted: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.flatMap((pair) =>
    pair.startsWith(`${wanted}=`) ? [pair.slice(wanted.length + 1)] : [],
  );
  return values.length === 1 ? values[0] : undefined;
}

/** The set that this browser was let in to, and its key. */
export const browserIn = (request: IncomingMessage): SetCredential | undefined =>
  credentialFrom(sent(request, name));

/** What tells a browser that asks to be let in from every other. */
export const askingIn = (request: IncomingMessage): string | undefined =>
  keyFrom(sent(request, askingName));

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

/** It's over when the browser is closed, and when the set ends. */
export const browserCookie = (value: string): string => `${name}=${value}; ${attributes}`;

/** It's over when the browser is closed. */
export const askingCookie = (key: string): string => `${askingName}=${key}; ${attributes}`;
