import { base64urlOf } from '../../src/jwt/base64url.ts';
import { readJwt } from '../../src/jwt/read-jwt.ts';
import type { Inspected } from '../../src/token-inspector/about/inspected.ts';
import { issuerOf } from '../../src/token-inspector/about/issuer.ts';
import { kindOf } from '../../src/token-inspector/about/token-kind.ts';

/** Seconds since 1970. */
export const now = 1_800_000_000;

type Values = Record<string, unknown>;

/** A token as the page sees it; JSON text stands for claims that an object can't hold. */
export function inspected(
  claims: Values | string,
  {
    header = { alg: 'RS256', kid: 'key' },
    ...said
  }: Partial<Pick<Inspected, 'use' | 'clientId' | 'length' | 'isSigned'>> & {
    header?: Values;
  } = {},
): Inspected {
  const body = typeof claims === 'string' ? claims : JSON.stringify(claims);
  const read = readJwt(`${base64urlOf(JSON.stringify(header))}.${base64urlOf(body)}.AQID`);
  if (read.kind !== 'jwt') throw new Error(`This is no JWT: ${read.kind}.`);
  const { jwt } = read;
  return {
    header: jwt.header,
    claims: jwt.claims,
    kind: kindOf(jwt.header.values, jwt.claims.values),
    issuer: issuerOf(jwt.claims.values),
    length: 1000,
    isSigned: true,
    use: 'unsaid',
    clientId: undefined,
    now,
    ...said,
  };
}
