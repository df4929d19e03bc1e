import type { Configuration } from 'oidc-provider';

/**
 * Cookies ignore ports, so every oidc-provider instance in this process needs its own cookie names.
 * @param owner the tenant type, or `social`
 * @param secret signs them; the same in every instance and after a restart
 * @param behindProxy whether browsers are on another machine
 */
export function cookiesOf(
  owner: string,
  secret: string,
  behindProxy: boolean,
): NonNullable<Configuration['cookies']> {
  const name = (kind: string) => `practice.${owner}.${kind}`;
  // On this machine the same name is visited on http and on https. With a `Secure` cookie from
  // https, http couldn't set its own, and the session would be stuck; elsewhere oidc-provider decides.
  const secure = behindProxy ? {} : { secure: false };
  const cookie = { signed: true, sameSite: 'lax', httpOnly: true, ...secure } as const;
  return {
    keys: [secret],
    names: { session: name('session'), interaction: name('page'), resume: name('resume') },
    long: cookie,
    short: cookie,
  };
}
