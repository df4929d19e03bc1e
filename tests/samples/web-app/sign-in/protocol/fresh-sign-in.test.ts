import { describe, expect, it } from 'vitest';
import { inProcess, Jar } from './in-process.ts';

const seconds = () => Math.floor(Date.now() / 1000);

describe('a sign-in with max_age', () => {
  const answered = async (authTime: number | undefined, maxAge?: number) => {
    const { relyingParty, provider, back } = inProcess();
    provider.claims = { auth_time: authTime };
    const jar = new Jar();
    const url = await relyingParty.signIn(jar, { maxAge, returnTo: '/delete' });
    return { url, jar, relyingParty, done: relyingParty.redirect(jar, back(url)) };
  };

  it('asks the identity provider for it, also for 0, and not if no page wants it', async () => {
    const asked = async (maxAge?: number) => {
      const { relyingParty } = inProcess();
      const url = await relyingParty.signIn(new Jar(), { maxAge });
      return url.searchParams.get('max_age');
    };
    expect([await asked(300), await asked(0), await asked()]).toEqual(['300', '0', null]);
  });

  it('is refused if the user signed in too long ago, or if nothing tells when', async () => {
    const old = await answered(seconds() - 3600, 300);
    await expect(old.done).rejects.toMatchObject({ code: 'sign_in_too_old', returnTo: '/delete' });
    expect(await old.relyingParty.user(old.jar)).toBeUndefined();
    const silent = await answered(undefined, 300);
    await expect(silent.done).rejects.toMatchObject({ code: 'auth_time_missing' });
    const fresh = await answered(seconds(), 300);
    expect(await fresh.done).toMatchObject({ returnTo: '/delete' });
    const any = await answered(seconds() - 3600);
    expect(await any.done).toMatchObject({ user: { subject: 'subject-1' } });
  });
});
