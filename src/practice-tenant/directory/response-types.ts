import type { Registration } from './model.ts';

/** The parts that a `response_type` is made of (OAuth 2.0 Multiple Response Type Encoding Practices §3). */
const parts = ['code', 'id_token', 'token'] as const;
export type ResponseTypePart = (typeof parts)[number];

/** The parts of a `response_type`, in the order sent. */
export const responseTypeParts = (sent: string | null | undefined): string[] =>
  (sent ?? '').split(' ').filter((part) => part !== '');

/** Whether the authorization endpoint itself gives a token: the implicit and the hybrid flow. */
export const givesTokens = (sent: string | null | undefined): boolean =>
  responseTypeParts(sent).some((part) => part === 'id_token' || part === 'token');

/** What an app can ask the authorization endpoint for: a code, and what "Implicit grant and hybrid flows" adds. */
export function enabledParts({ implicitGrant }: Registration): ResponseTypePart[] {
  return parts.filter(
    (part) =>
      part === 'code' ||
      (part === 'id_token' && implicitGrant?.idTokens === true) ||
      (part === 'token' && implicitGrant?.accessTokens === true),
  );
}

/** Every combination but `token` alone, which oidc-provider doesn't have. */
export const combinedResponseTypes = [
  'code',
  'id_token',
  'code id_token',
  'code token',
  'id_token token',
  'code id_token token',
] as const;
