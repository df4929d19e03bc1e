import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { ErrorBody } from '../errors/body.ts';
import type { EntraError } from '../errors/entra-error.ts';
import type { Realm } from './realm.ts';
import type { Route } from './route.ts';

/** An open tenant: what its parts share, and the oidc-provider dressed as Entra. */
export interface OpenTenant {
  realm: Realm;
  provider: Provider;
  callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The same tenant at addresses without a user flow, if it has user flows. */
  administrators?: OpenTenant | undefined;
}

/**
 * Everything known about one request to a tenant, from its address to its response.
 *
 * Made once, as soon as the address is known to lead to a tenant, and handed on as an argument. Only
 * oidc-provider in the middle takes no argument of ours; what it calls finds the same object again with
 * `contextOf`. It ends with the response: nothing keeps it, and no two requests share one.
 */
export interface RequestContext extends OpenTenant {
  readonly route: Route;
  /** The tenants that share an authority with this one, itself included; none, if it's at no shared one. */
  readonly siblings: readonly OpenTenant[];
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What was posted, where it had to be read to find the tenant: a request can be read only once. */
  form?: ReadonlyMap<string, string> | undefined;
  /** Several users are signed in, nothing tells which one is meant, and nobody may be asked. */
  isAmbiguous?: boolean;
  /** The app that a form named, for the sign-in log. Filled in before the request is checked. */
  clientId?: string | undefined;
  /** What a token request sent besides its grant. Empty at the other endpoints. */
  said: SaidAtTokenEndpoint;
  /** What oidc-provider found wrong: it reports that in an event, and responds elsewhere. */
  problem?: { cause: unknown };
  /** The problem in Entra's words; made once, so that log, page and body show the same IDs. */
  failure?: Failure;
  /** Whether oidc-provider showed a page of the sign-in instead of a response. */
  isInterrupted?: boolean;
}

export interface SaidAtTokenEndpoint {
  /** The parameter `claims`. */
  claims?: string | undefined;
  /** Whether the app said in `claims` that it can handle a claims challenge. */
  takesChallenges?: boolean;
  /** With a code, oidc-provider looks at the scopes of its authorization only. */
  scope?: string | undefined;
  /** Whether what is redeemed was given to a single-page app. */
  isSinglePage?: boolean;
  /** Whether `client_info` was asked for, as MSAL does. */
  wantsClientInfo?: boolean;
  /** How the app proved itself, as in the claim `azpacr`: not at all, with a secret, with an assertion. */
  proof?: '0' | '1' | '2';
}

export interface Failure {
  error: EntraError;
  body: ErrorBody;
}

const carried = Symbol('request context');

declare module 'node:http' {
  interface IncomingMessage {
    /** Present on what oidc-provider is given, which it hands back as `ctx.req`. */
    [carried]?: RequestContext;
  }
}

/** Lets a request carry its context through oidc-provider; the form of a token request is a request of its own. */
export function carry(context: RequestContext, request: IncomingMessage): void {
  request[carried] = context;
}

/** The context of the request that oidc-provider is answering. @param ctx Koa's context */
export function contextOf({ req }: { req: IncomingMessage }): RequestContext {
  const context = req[carried];
  if (context === undefined)
    throw new Error('A request reached oidc-provider without its context.');
  return context;
}
