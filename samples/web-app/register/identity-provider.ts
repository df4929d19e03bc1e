import { z } from 'zod';
import { boundedReply, causesOf, RequestFailure } from '../sign-in/index.ts';
import type { PracticeTenant } from './practice-tenant.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** The addresses of Microsoft, or of the practice tenant in its place. */
export interface IdentityProvider {
  /** Where administrators of every tenant type sign in. */
  authority: string;
  graph: string;
  /** Grants consent on a page, for an administrator. */
  adminConsent(tenantId: string, clientId: string): string;
  /** What to do if it has no such tenant. */
  ifNoTenant: string;
}

export const identityProvider = (
  tenant: string,
  practice: PracticeTenant | undefined,
): IdentityProvider => ({
  authority: `${practice?.origin ?? 'https://login.microsoftonline.com'}/${tenant}`,
  graph: practice ? `${practice.origin}/graph/v1.0` : 'https://graph.microsoft.com/v1.0',
  adminConsent: (tenantId, clientId) =>
    `${practice?.frontOrigin ?? 'https://login.microsoftonline.com'}/${tenantId}/adminconsent?client_id=${clientId}`,
  ifNoTenant: practice?.isTrusted
    ? 'Make new practice tenants, download this project again, and run the command there.'
    : 'Copy the tenant ID from the Overview page of your tenant, and run it again with --tenant.',
});

const Discovery = z.object({ issuer: z.string() });
const Refusal = z.object({ error_description: z.string() });

/** Finds out before the sign-in that the network works and that there is such a tenant. @throws Stop */
export async function requireTenant(
  { authority, ifNoTenant }: IdentityProvider,
  tenant: string,
  send: Surroundings['fetch'],
): Promise<void> {
  const url = `${authority}/v2.0/.well-known/openid-configuration`;
  const reply = await boundedReply(send, url, {}, 15).catch((error: unknown) => {
    throw new Stop(networkSentence(url, error));
  });
  const text = parsed(reply.text);
  if (reply.status === 200 && Discovery.safeParse(text).success) return;
  const { data } = Refusal.safeParse(text);
  const [said = ''] = (data?.error_description ?? '').split(/\r?\n/);
  const code = /AADSTS\d+/.exec(said)?.[0];
  if (code === 'AADSTS90002' || code === 'AADSTS900023')
    throw new Stop(`There is no tenant ${tenant}: ${said} Nothing was changed. ${ifNoTenant}`);
  throw new Stop(
    `${url} returned status ${reply.status} and no metadata of a tenant. ${said} Nothing was changed. Check --tenant, and run it again.`,
  );
}

const reasons: Partial<Record<RequestFailure['reason'], string>> = {
  certificate_untrusted:
    "Node.js doesn't trust its certificate. If your company inspects TLS, set NODE_EXTRA_CA_CERTS in .env to the file with your company's certificate.",
  proxy_refused: 'The proxy refused the connection: check HTTPS_PROXY.',
};

/** A cause only if it's known. */
export function networkSentence(url: string, error: unknown): string {
  const { reason } = error instanceof RequestFailure ? error : {};
  const advice =
    (reason && reasons[reason]) ??
    'Check your connection. If your company has a proxy, set HTTPS_PROXY in .env.';
  return `${url} can't be reached: ${causesOf(error)}. Nothing was changed. ${advice} Then run it again.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
