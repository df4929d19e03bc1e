import type { Interaction, Provider } from 'oidc-provider';

/**
 * When another user signs in, oidc-provider would first post a sign-out form by script. Emptying the
 * session here does the same on a page without scripts.
 */
export async function forgetOther(
  provider: Provider,
  { session }: Interaction,
  accountId: string,
): Promise<void> {
  if (session?.uid === undefined || session.accountId === accountId) return;
  const kept = await provider.Session.findByUid(session.uid);
  if (kept === undefined) return;
  delete kept.accountId;
  delete kept.authorizations;
  await kept.persist();
}
