import { loginHintOf } from '../../directory/login-hint.ts';
import type { User } from '../../directory/model.ts';
import type { OptionalClaim } from '../../directory/optional-claims.ts';

export interface OptionalClaimsSource {
  /** Undefined for a token of an app that calls as itself. */
  user: User | undefined;
  sid?: unknown;
  /** Seconds since 1970. */
  authTime?: number | undefined;
  /** What the app says it can handle. */
  capabilities?: readonly string[];
}

/** The values of the optional claims that a registration asks for; one without a value is left out. */
export function optionalClaims(
  wanted: readonly string[] | undefined,
  { user, sid, authTime, capabilities = [] }: OptionalClaimsSource,
): Record<string, unknown> {
  const values: Record<OptionalClaim, unknown> = {
    acct: user && (user.homeTenant === undefined ? 0 : 1),
    auth_time: authTime,
    ctry: user?.country,
    email: user?.email,
    family_name: user?.surname,
    given_name: user?.givenName,
    idtyp: user === undefined ? 'app' : undefined,
    login_hint: user && loginHintOf(user),
    preferred_username: user && nameAtHome(user),
    sid,
    upn: user && upnOf(user),
    verified_primary_email: user && [user.email],
    xms_cc: capabilities.length > 0 ? capabilities : undefined,
  };
  const present = Object.entries(values).filter(
    ([name, value]) => value !== undefined && wanted?.includes(name) === true,
  );
  return Object.fromEntries(present);
}

/** A guest is known by the address at home, not by the long name in this tenant. */
export const nameAtHome = ({ homeTenant, email, username }: User): string =>
  homeTenant === undefined ? username : email;

/** A guest's is not the one that they sign in with, so tokens leave it out. */
const upnOf = ({ homeTenant, username }: User): string | undefined =>
  homeTenant === undefined ? username : undefined;
