import type { Part } from '../../jwt/read-jwt.ts';
import type { Issuer } from './issuer.ts';
import type { TokenKind } from './token-kind.ts';

/** What the reader says they do with the token. */
export const uses = ['unsaid', 'sign-in', 'call-api', 'check-at-api'] as const;
export type Use = (typeof uses)[number];

/** A token with everything that a finding can be about. */
export interface Inspected {
  header: Part;
  claims: Part;
  kind: TokenKind;
  issuer: Issuer;
  /** Of the whole token, in characters. */
  length: number;
  isSigned: boolean;
  use: Use;
  /** The reader's own; undefined if they haven't said. */
  clientId: string | undefined;
  /** Seconds since 1970. */
  now: number;
}
