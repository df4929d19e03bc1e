import { z } from 'zod';

const Claims = z.object({ access_token: z.record(z.string(), z.unknown()).optional() });

/**
 * Whether a sign-in passed on a claims challenge. Every sign-in sends claims: MSAL asks for some of the ID
 * token, and the app declares its capabilities (`xms_cc`). A challenge asks for more of the access token.
 */
export function asksForProof(claims: string): boolean {
  try {
    const { access_token = {} } = Claims.parse(JSON.parse(claims));
    return Object.keys(access_token).some((name) => name !== 'xms_cc');
  } catch {
    // A trace keeps long values shortened: asking once too seldom is better than in a circle.
    return claims.includes('access_token');
  }
}
