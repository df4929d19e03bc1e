/** A token found in what was pasted, in the compact form. */
export interface NamedToken {
  /** The name it was found under, such as id_token; undefined if it was pasted alone. */
  name: string | undefined;
  raw: string;
}

/** What was around the token. Programs refuse it, and people often miss it. */
export type Surrounding =
  | 'bearer'
  | 'quotes'
  | 'line-breaks'
  | 'text'
  | 'token-response'
  | 'address'
  | 'refresh-token';

/** What was pasted instead of a JWT. */
export type Instead =
  | 'empty'
  | 'too-long'
  | 'authorization-code'
  | 'refresh-token'
  | 'code-or-refresh-token'
  | 'opaque-access-token'
  | 'saml'
  | 'error-response'
  | 'keys'
  | 'decoded'
  | 'json'
  | 'guid'
  | 'client-secret'
  | 'cut-off'
  | 'unknown';

export type Pasted =
  | { kind: 'tokens'; tokens: readonly NamedToken[]; around: readonly Surrounding[] }
  | { kind: 'instead'; what: Instead };
