import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isOwnForm } from '../http/form.ts';
import { AdminProblem } from './problem.ts';

/** Who may use the admin API: every program of this machine, those with the key, or none. */
export type Access = 'open' | 'closed' | { key: string };

/** @param isLocal whether the practice tenant can be reached from this machine only */
export function accessTo(key: string | undefined, isLocal: boolean): Access {
  if (key !== undefined) return { key };
  return isLocal ? 'open' : 'closed';
}

/**
 * Refuses who may not use the admin API. Pages of other sites may not in any case: a browser on this
 * machine would let them send requests here. @throws AdminProblem
 */
export function checkAccess(access: Access, request: IncomingMessage): void {
  if (access === 'closed') {
    throw new AdminProblem(
      403,
      'The admin API is closed, because the practice tenant can be reached from other machines. Start it with PRACTICE_TENANT_ADMIN_KEY, and send the key as “Authorization: Bearer <key>”.',
    );
  }
  if (!isFromHere(request)) {
    throw new AdminProblem(
      403,
      'The admin API takes no requests from pages of other sites. Send this one from a program.',
    );
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== 'application/json') {
    throw new AdminProblem(
      415,
      `The admin API takes JSON, and this request has the type ${type}. Send it as application/json.`,
    );
  }
  if (access === 'open') return;
  const sent = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (sent !== undefined && isSame(sent, access.key)) return;
  const problem =
    sent === undefined ? 'This request has no key' : 'This request’s key isn’t the right one';
  throw new AdminProblem(
    401,
    `${problem}. Send the one that the practice tenant was started with as “Authorization: Bearer <key>”.`,
    { headers: { 'www-authenticate': 'Bearer' } },
  );
}

/** An address that a user enters themselves comes from no site, and a GET changes nothing. */
function isFromHere(request: IncomingMessage): boolean {
  const isEntered = request.method === 'GET' && request.headers['sec-fetch-site'] === 'none';
  return isEntered || isOwnForm(request);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
