import type { Caller } from '../../bearer.ts';
import { denied } from './graph-error.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';

/** One permission, or several that only do together. */
type Permission = string | readonly string[];

/** What a request needs, as its page in Microsoft's documentation lists it, and what answers it. */
export interface Operation {
  /** Scopes, the least privileged first; any entry is enough. */
  delegated: readonly Permission[];
  /** Further scopes that are enough if the request is about the signed-in user. */
  delegatedToSelf?: readonly Permission[];
  /** The same as app roles, for an app without a user. */
  application: readonly Permission[];
  /**
   * Besides a scope, which users may: a member of the organization may read its directory; guests and
   * customers read about themselves. Who owns an app may change it, which the operation itself checks;
   * only an administrator changes everything else.
   */
  userMustBe: 'member' | 'owner' | 'administrator';
  answer(request: GraphRequest): Promise<GraphAnswer>;
}

export type Answer = Operation['answer'];

/** What an address takes, by method. */
type Route = Readonly<Partial<Record<'GET' | 'POST' | 'PATCH' | 'DELETE', Operation>>>;

/**
 * By address below the version, an ID in braces. `/me` is the address of the signed-in user, and
 * `applications(appId='…')` one of `applications/{id}`.
 */
export type Routes = Readonly<Record<string, Route>>;

/** @throws GraphError Authorization_RequestDenied */
export function requirePermission(request: GraphRequest, operation: Operation): void {
  const { caller, user, realm } = request;
  const { delegated, delegatedToSelf = [], application, userMustBe } = operation;
  const isSelf = isAboutUser(request);
  const enough = isSelf ? [...delegatedToSelf, ...delegated] : delegated;
  const needed = caller.isApp ? application : enough;
  if (!needed.some((permission) => hasPermission(caller, permission))) {
    const kind = caller.isApp ? 'The app needs the app role' : 'The access token needs the scope';
    const names = needed.map((each) => [each].flat().join(' and '));
    throw denied(`${kind} ${names.join(', or ') || '(there is none for this request)'}.`);
  }
  if (user === undefined || user.administrator === true) return;
  if (isSelf && delegatedToSelf.length > 0) return;
  if (userMustBe === 'administrator') throw denied('Only an administrator may do this.');
  if (!realm.tenant.isWorkforce || user.homeTenant !== undefined) {
    throw denied('Guests and customers may read about themselves only.');
  }
}

/** What the token allows: scopes with a user, app roles without one. */
export const hasPermission = ({ isApp, roles, scopes }: Caller, permission: Permission): boolean =>
  [permission]
    .flat()
    .every((each) => (isApp ? roles : scopes).has(each) || isImplied(each, scopes));

/** The scope of the Azure CLI lets it read in the directory what the user may read there. */
const isImplied = (permission: string, scopes: ReadonlySet<string>): boolean =>
  permission === 'Directory.Read.All' && scopes.has('Directory.AccessAsUser.All');

const isAboutUser = ({ user, ids: [id] }: GraphRequest): boolean =>
  user !== undefined && (id === user.objectId || id?.toLowerCase() === user.username.toLowerCase());
