/** Adds seconds to the members with these names, where they're numbers. */
export function shiftedTimes<Members extends object>(
  members: Members,
  names: readonly string[],
  seconds: number,
): Members {
  if (seconds === 0) return members;
  const shifted = Object.entries(members).flatMap(([name, value]) =>
    names.includes(name) && typeof value === 'number' ? [[name, value + seconds]] : [],
  );
  return { ...members, ...Object.fromEntries(shifted) };
}

/** Claims of a token that are times (RFC 7519 §4.1, OpenID Connect Core §2). */
export const timeClaims = ['iat', 'nbf', 'exp', 'auth_time'] as const;
