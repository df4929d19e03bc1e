import type { IncomingMessage } from 'node:http';
import type { UserFlow } from '../../directory/model.ts';

/** What the address of a request said before oidc-provider saw it. */
export interface RoutedRequest {
  /** The first path segments as sent: tenant, and user flow for B2C. */
  base: string;
  userFlow: UserFlow | undefined;
  /** `common` or `organizations` when no tenant was named. */
  shared?: string;
  /** The `claims` parameter of a token request. */
  claims?: string | undefined;
  /** Whether what a token request redeems was given to a single-page app. */
  singlePage?: boolean;
  /** The scopes of a token request; with a code, oidc-provider looks at those of its authorization only. */
  scope?: string | undefined;
  /** Whether a token request asked for `client_info`, as MSAL does. */
  clientInfo?: boolean;
  /** How the app proved itself: not at all, with a secret, with a signed assertion. */
  proof?: '0' | '1' | '2';
  /** The app a token request named, for the sign-in log. */
  clientId?: string | undefined;
}

const requests = new WeakMap<IncomingMessage, RoutedRequest>();

/** Remembers it for as long as the request lives. */
export function rememberRoute(request: IncomingMessage, route: RoutedRequest): void {
  requests.set(request, route);
}

/** @returns an empty base for a request that was never routed */
export const routeOf = (request: IncomingMessage | undefined): RoutedRequest =>
  (request === undefined ? undefined : requests.get(request)) ?? { base: '', userFlow: undefined };
