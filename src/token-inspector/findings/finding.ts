import type { Issuer } from '../about/issuer.ts';
import type { TokenKind } from '../about/token-kind.ts';
import type { Part } from '../../jwt/read-jwt.ts';

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

/** The most serious first. */
export const severities = ['danger', 'warning', 'note'] as const;

/** Something that people get wrong about a token, or that's wrong with it. */
export interface Finding {
  severity: (typeof severities)[number];
  title: string;
  text: string;
  /** A page of this site. */
  more?: { label: string; href: string };
}

export type Check = (token: Inspected) => Finding | undefined;
