import type { Request, RequestHandler } from 'express';
import type { AccessTokenChecker } from './access-token.ts';
import type { AccessTokenClaims } from './claims.ts';
import { Refusal } from './refusal.ts';

export interface Caller {
  claims: AccessTokenClaims;
  /** The access token itself: for on-behalf-of, never for a log. */
  token: string;
}

const callers = new WeakMap<Request, Caller>();

/** Who this request is for. @throws on a route without requireAccessToken before it */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('Put requireAccessToken before this route.');
  return caller;
}

// #region require-access-token
/** Lets a request pass only with an access token for this API. */
export const requireAccessToken =
  (check: AccessTokenChecker): RequestHandler =>
  async (request, _response, next) => {
    const token = bearerToken(request.headers.authorization);
    callers.set(request, { token, claims: await check(token) });
    next();
  };
// #endregion require-access-token

// #region require-scope
/** The user has allowed the calling app this scope of your API, for example "Tasks.Read". */
export const requireScope =
  (scope: string): RequestHandler =>
  (request, _response, next) => {
    if (!callerOf(request).claims.scp.includes(scope)) {
      throw new Refusal('insufficient_scope', `This needs the scope ${scope}.`, scope);
    }
    next();
  };
// #endregion require-scope

// #region require-role
/** An administrator has assigned this app role of your API to the user or to the calling app. */
export const requireRole =
  (role: string): RequestHandler =>
  (request, _response, next) => {
    if (!callerOf(request).claims.roles.includes(role)) {
      throw new Refusal('insufficient_scope', `This needs the app role ${role}.`);
    }
    next();
  };
// #endregion require-role

// #region require-group
/**
 * The user is in this group, by its object ID. A token can't list more than 200 groups: it then names where
 * to ask for them, which takes a token for Microsoft Graph, as a middle tier gets one. This API refuses.
 */
export const requireGroup =
  (group: string): RequestHandler =>
  (request, _response, next) => {
    const { groups, _claim_names, hasgroups } = callerOf(request).claims;
    if (_claim_names?.['groups'] !== undefined || hasgroups === true) {
      throw new Refusal(
        'insufficient_scope',
        `This needs the group ${group}, and the user is in too many groups for the access token to list. Use an app role, or set the groups claim of this API to groups assigned to the application.`,
      );
    }
    if (!groups.some((each) => each.toLowerCase() === group.toLowerCase())) {
      throw new Refusal('insufficient_scope', `This needs the group ${group}.`);
    }
    next();
  };
// #endregion require-group

/** Only the header (RFC 6750 §2.1): a token in a URL ends up in logs and browser histories. */
function bearerToken(header: string | undefined): string {
  if (header === undefined) throw new Refusal(undefined, 'Send an access token for this API.');
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (token === undefined) {
    throw new Refusal(
      'invalid_request',
      'The Authorization header must be the word Bearer, a space, and the token.',
    );
  }
  return token;
}
