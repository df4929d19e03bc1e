import { createHash } from 'node:crypto';

const wellFormed = /^[\w.~-]{43,128}$/;

/**
 * oidc-provider knows the method `S256` only. A plain challenge equals its verifier, so its digest is
 * what an `S256` challenge of the same verifier would be (RFC 7636 §4.6).
 */
export function withoutPlainChallenge(prepared: URLSearchParams): void {
  const challenge = prepared.get('code_challenge') ?? '';
  const method = prepared.get('code_challenge_method') || 'plain';
  // What isn't well-formed is left to oidc-provider, which refuses it.
  if (challenge === '' || method !== 'plain') return;
  const isWellFormed = wellFormed.test(challenge);
  const digest = createHash('sha256').update(challenge).digest('base64url');
  prepared.set('code_challenge', isWellFormed ? digest : challenge);
  prepared.set('code_challenge_method', 'S256');
}
