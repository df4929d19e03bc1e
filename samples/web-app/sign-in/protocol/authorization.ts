import { Forbidden } from '../errors/forbidden.ts';
import { SignInRequired } from '../errors/sign-in-error.ts';
import { isGuid } from '../registration/environment.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import type { CookieJar } from '../session/cookie.ts';
import type { Session } from '../session/session.ts';
import type { User } from '../session/user.ts';
import type { Tokens } from './access-token.ts';
import { graphScopes, groupsFromGraph } from './groups.ts';
import type { Parts } from './parts.ts';
import { singleFlight } from './single-flight.ts';

/** What a page needs of its users. One of each list is enough; an empty list lets no one in. */
export interface AccessNeeds {
  /** App roles, by their values. */
  roles?: readonly string[] | undefined;
  /** Groups, by their object IDs. */
  groups?: readonly string[] | undefined;
}

const hour = 60 * 60 * 1000; // milliseconds

export function createAuthorization(
  parts: Parts,
  tokens: Pick<Tokens, 'accessToken' | 'withClaimsSince'>,
) {
  const { sessions, discovery, registration } = parts;
  const { audience } = tenantTypeRows[registration.tenantType];
  const readings = singleFlight<readonly string[]>();

  return {
    // #region authorize
    /** Roles and groups decide only by claims of the last hour: later ones are renewed first. */
    async authorize(cookies: CookieJar, { roles, groups }: AccessNeeds): Promise<User> {
      const signedIn = await sessions.read(cookies);
      if (signedIn === undefined) throw new SignInRequired([], { detail: 'not signed in' });
      const session = await tokens.withClaimsSince(cookies, signedIn, hour);
      const { user } = session;
      if (roles && !roles.some((role) => user.roles.includes(role)))
        throw new Forbidden('role_missing', { needed: roles, audience });
      if (groups === undefined) return user;
      const all = user.hasMoreGroups ? await allGroups(cookies, session) : user.groups;
      const own = new Set(all.map(comparable));
      if (!groups.some((group) => own.has(comparable(group))))
        throw new Forbidden('group_missing', { needed: groups, audience });
      const { hasMoreGroups: _, ...others } = user;
      return { ...others, groups: [...all] };
    },
    // #endregion authorize
  };

  // #region all-groups
  /** Read from Microsoft Graph once, then kept on the server until the claims are renewed. */
  async function allGroups(cookies: CookieJar, session: Session): Promise<readonly string[]> {
    const kept = await sessions.groupsOf(session);
    if (kept !== undefined) return kept;
    return readings(session.id, async () => {
      const accessToken = await tokens.accessToken(cookies, graphScopes);
      // To get that token can have renewed the claims.
      const current = await sessions.again(session);
      if (current === undefined) throw new SignInRequired([], { detail: 'the session ended' });
      const provider = await discovery.read(session.user);
      const { fetch: send, now } = parts;
      const ids = await groupsFromGraph(provider, { accessToken, send, now });
      await sessions.keepGroups(current, ids);
      return ids;
    });
  }
  // #endregion all-groups
}

/** In a GUID, case doesn't count; a tenant can also send names of groups, in which it does. */
const comparable = (group: string): string => (isGuid(group) ? group.toLowerCase() : group);
