import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenTenant } from './request-context.ts';
import type { SharedRoute } from './route.ts';

/** One request to an address of several tenants, before it is known which one it is about. */
export interface SharedRequest {
  readonly route: SharedRoute;
  /** The tenants that the shared name leads to. */
  readonly tenants: readonly OpenTenant[];
  /** These and those that only other shared names lead to. */
  readonly siblings: readonly OpenTenant[];
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Carries an authorization request as its app sent it through oidc-provider, so that the user can still
 * say that another tenant is theirs. No client can send it.
 */
export const sharedRequestParameter = 'practice_shared_request';
