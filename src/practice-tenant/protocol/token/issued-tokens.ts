import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { refreshTokenLifetime } from './refresh-tokens.ts';

/** What oidc-provider returns at the token endpoint (RFC 6749 §5.1). */
export const issuedTokens = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

export type IssuedTokens = z.infer<typeof issuedTokens>;

/** The remaining lifetime of a response's refresh token in seconds, where the tenant type reports it. */
export function endOfRefreshToken(ctx: KoaContextWithOIDC): { refresh_token_expires_in: number } {
  const end = ctx.oidc.entities.RefreshToken?.exp;
  const left = end === undefined ? refreshTokenLifetime(ctx) : end - Math.floor(Date.now() / 1000);
  return { refresh_token_expires_in: left };
}
