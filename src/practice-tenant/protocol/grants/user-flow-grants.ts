import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { UserFlow } from '../../directory/model.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Line } from '../../store/store.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';

const kept = z.string().optional();

const key = ({ tenant }: Realm, grant: string) => `flow/${tenant.key}/${grant}`;

/** The user flow of a request: older apps name it by the parameter `p`, which the pages in between do not repeat. */
export function userFlowOf({ tenant }: Realm, ctx: KoaContextWithOIDC): UserFlow | undefined {
  const named = String(ctx.oidc.params?.['p'] ?? '').toLowerCase();
  const { userFlow } = contextOf(ctx).route;
  return tenant.userFlows.find(({ id }) => id.toLowerCase() === named) ?? userFlow;
}

/**
 * Remembers which user flow gave a code or refresh token: each is an authority of its own.
 * @param seconds how long the code or token lives
 * @param line of a refresh token
 */
export async function rememberUserFlow(
  realm: Realm,
  grant: string | undefined,
  userFlow: UserFlow | undefined,
  seconds: number,
  line?: Line,
): Promise<void> {
  if (grant === undefined || userFlow === undefined) return;
  await realm.store.set(key(realm, grant), userFlow.id, seconds, line);
}

/** @throws EntraError AADB2C90088 when another user flow gave the code or refresh token */
export async function requireSameUserFlow(
  realm: Realm,
  grant: string | undefined,
  userFlow: UserFlow | undefined,
): Promise<void> {
  if (grant === undefined || userFlow === undefined) return;
  const actual = kept.safeParse(await realm.store.get(key(realm, grant))).data;
  if (actual === undefined || actual === userFlow.id) return;
  const comparison = { name: 'user flow', sent: userFlow.id, registered: [actual] };
  throw new EntraError('AADB2C90088', { actual, expected: userFlow.id }, comparison);
}
