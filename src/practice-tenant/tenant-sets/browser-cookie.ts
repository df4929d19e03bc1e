import type { IncomingMessage } from 'node:http';
import { credentialFrom, type SetCredential } from './set-keys.ts';

const name = '__Host-practice.visitor';

/** The set that this browser was let in to, and its key; neither of two cookies with the name counts. */
export function browserIn(request: IncomingMessage): SetCredential | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.flatMap((pair) =>
    pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : [],
  );
  return values.length === 1 ? credentialFrom(values[0]) : undefined;
}

/** It's over when the browser is closed, and when the set ends. */
export const browserCookie = (value: string): string =>
  `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`;
