import { decodeJwt, decodeProtectedHeader } from 'jose';
import { explainClaim } from '../explanations/claims.ts';
import type { Claim, Field } from '../messages/message.ts';
import { cut, looksLikeToken, recognizable } from './kept-text.ts';

const longestClaim = 300;
const mostClaims = 60;

/** A JWT claim by claim, without its signature; undefined when it is not a readable JWT. */
export function decodeToken(raw: string): Field['token'] {
  try {
    return { header: kept(decodeProtectedHeader(raw)), claims: kept(decodeJwt(raw)) };
  } catch {
    return undefined;
  }
}

function kept(values: object): Claim[] {
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
