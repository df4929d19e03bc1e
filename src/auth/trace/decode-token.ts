import type { JsonObject } from '../../jwt/json-object.ts';
import { readJwt } from '../../jwt/read-jwt.ts';
import { explainClaim } from '../explanations/claims.ts';
import type { Claim, Field } from '../messages/message.ts';
import { cut, looksLikeToken, recognizable } from './kept-text.ts';

const longestClaim = 300;
const mostClaims = 60;

/** A JWT claim by claim, without its signature; undefined when it is not a readable JWT. */
export function decodeToken(raw: string): Field['token'] {
  const read = readJwt(raw);
  if (read.kind !== 'jwt') return undefined;
  return { header: kept(read.jwt.header.values), claims: kept(read.jwt.claims.values) };
}

function kept(values: JsonObject): Claim[] {
  return Object.entries(values)
    .slice(0, mostClaims)
    .map(([name, value]) => ({ name: cut(name, 80), value: keptValue(name, value) }));
}

function keptValue(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const { shown } = explainClaim(name);
  if (shown === 'never' || looksLikeToken(text)) return `(${text.length} characters, not kept)`;
  return shown === 'start' ? recognizable(text) : cut(text, longestClaim);
}
