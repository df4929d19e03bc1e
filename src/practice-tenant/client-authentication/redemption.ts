import type { AuthorizationCode, Provider, RefreshToken } from 'oidc-provider';

/** What a token request redeems, and who says so. */
export interface Redemption {
  clientId: string | undefined;
  /** Whether a code was sent, known or not. */
  hasCode: boolean;
  hasRefreshToken: boolean;
  /** What was kept when the code was given; undefined for one that isn't known. */
  code: AuthorizationCode | undefined;
  refreshToken: RefreshToken | undefined;
  /** The header that browsers send with a request to another origin, and servers do not. */
  origin: string | undefined;
  /** Whether the request has a secret or an assertion. */
  hasCredential: boolean;
}

type Sent = Pick<Redemption, 'origin' | 'hasCredential'> & {
  code: string | undefined;
  refreshToken: string | undefined;
};

const evenExpired = { ignoreExpiration: true };

/** Looks up once what every check before oidc-provider asks about, even if it has expired. */
export async function findRedemption(
  provider: Provider,
  clientId: string | undefined,
  { code, refreshToken, origin, hasCredential }: Sent,
): Promise<Redemption> {
  return {
    clientId,
    hasCode: code !== undefined,
    hasRefreshToken: refreshToken !== undefined,
    code: code === undefined ? undefined : await provider.AuthorizationCode.find(code, evenExpired),
    refreshToken:
      refreshToken === undefined
        ? undefined
        : await provider.RefreshToken.find(refreshToken, evenExpired),
    origin,
    hasCredential,
  };
}
