import { z } from 'zod';
import { standardClaims } from './id-token.ts';
import type { Setting } from './setting.ts';

type Transport = 'GET' | 'POST with a header' | 'POST with a body';

export interface UserInfo {
  status: number;
  headers: Headers;
  claims: Readonly<Record<string, unknown>>;
}

/** One request to the UserInfo endpoint. */
export async function requestUserInfo(
  endpoint: string,
  accessToken: string,
  transport: Transport = 'GET',
): Promise<UserInfo> {
  const isInBody = transport === 'POST with a body';
  const response = await fetch(endpoint, {
    method: transport === 'GET' ? 'GET' : 'POST',
    headers: isInBody ? {} : { authorization: `Bearer ${accessToken}` },
    ...(isInBody && { body: new URLSearchParams({ access_token: accessToken }) }),
  });
  const { status, headers } = response;
  const claims = z.record(z.string(), z.unknown()).safeParse(parsed(await response.text()));
  return { status, headers, claims: claims.data ?? {} };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the suite checks of every response of the UserInfo endpoint. */
export function checkUserInfo({ log }: Setting, { claims }: UserInfo): void {
  log.check('ValidateUserInfoStandardClaims', standardClaims.safeParse(claims).success, claims);
  const { sub, updated_at: updated, _claim_names: names, _claim_sources: sources } = claims;
  log.check('EnsureUserInfoContainsSub', typeof sub === 'string' && sub !== '', claims);
  log.check('EnsureUserInfoUpdatedAtValid', ['number', 'undefined'].includes(typeof updated));
  log.check(
    'EnsureMemberValuesInClaimNameReferenceToMemberNamesInClaimSources',
    (names === undefined) === (sources === undefined),
    claims,
  );
}

const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: [
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
    'preferred_username',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
};

/** The claims that scopes stand for (OpenID Connect Core §5.4). */
export const claimsOf = (scope: string): string[] =>
  scope.split(' ').flatMap((each) => claimsOfScope[each] ?? []);
