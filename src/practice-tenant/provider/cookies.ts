import type { Configuration } from 'oidc-provider';

/**
 * Cookies ignore ports, so every oidc-provider instance in this process needs its own cookie names.
 * @param owner the tenant type, or `social`
 * @param secret signs them; the same in every instance and after a restart
 */
export function cookiesOf(owner: string, secret: string): NonNullable<Configuration['cookies']> {
  const name = (kind: string) => `practice.${owner}.${kind}`;
  const cookie = { signed: true, sameSite: 'lax', httpOnly: true } as const;
  return {
    keys: [secret],
    names: { session: name('session'), interaction: name('page'), resume: name('resume') },
    long: cookie,
    short: cookie,
  };
}
