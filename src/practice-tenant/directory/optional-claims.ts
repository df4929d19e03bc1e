/** Which kinds of token a registration can ask for an optional claim in. */
export const tokenKinds = ['idToken', 'accessToken'] as const;
export type TokenKind = (typeof tokenKinds)[number];

const everywhere: readonly TokenKind[] = tokenKinds;
const accessTokenOnly: readonly TokenKind[] = ['accessToken'];

/** The optional claims of "Token configuration" that the practice tenant knows, and where each can be. */
const catalogue = {
  acct: everywhere,
  auth_time: everywhere,
  ctry: everywhere,
  email: everywhere,
  family_name: everywhere,
  given_name: everywhere,
  idtyp: accessTokenOnly,
  login_hint: everywhere,
  preferred_username: accessTokenOnly,
  sid: everywhere,
  upn: everywhere,
  verified_primary_email: everywhere,
  xms_cc: accessTokenOnly,
} as const satisfies Record<string, readonly TokenKind[]>;

export type OptionalClaim = keyof typeof catalogue;

/**
 * What a registration asks for: an app for its ID tokens, an API for the access tokens it is called with.
 * Any name can be asked for, as in the manifest; one that isn't known here is never in a token.
 */
export type OptionalClaims = Partial<Record<TokenKind, readonly string[] | undefined>>;

const isOptionalClaim = (name: string): name is OptionalClaim => Object.hasOwn(catalogue, name);

/** The claims that one kind of token can have, in alphabetical order. */
export const optionalClaimsOf = (kind: TokenKind): OptionalClaim[] =>
  Object.entries(catalogue).flatMap(([name, kinds]) =>
    isOptionalClaim(name) && kinds.includes(kind) ? [name] : [],
  );
