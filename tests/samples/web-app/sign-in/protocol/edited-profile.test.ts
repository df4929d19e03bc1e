import { describe, expect, it } from 'vitest';
import { inProcess, Jar } from './in-process.ts';

const userFlows = { signUpSignIn: 'B2C_1_in', editProfile: 'B2C_1_edit' };
const edit = { userFlow: 'editProfile', returnTo: '/profile' } as const;

describe('an edited profile', () => {
  const begun = async () => {
    const fake = inProcess({ tenantType: 'b2c', userFlows });
    const jar = await fake.signedIn();
    const url = fake.back(await fake.relyingParty.signIn(jar, edit));
    return { ...fake, jar, url };
  };

  it('changes what is shown of the user', async () => {
    const { relyingParty, provider, jar, url } = await begun();
    provider.claims = { name: 'Robin' };
    expect(await relyingParty.redirect(jar, url)).toMatchObject({
      user: { name: 'Robin', userFlow: 'editProfile' },
      returnTo: '/profile',
    });
    expect(await relyingParty.user(jar)).toMatchObject({ name: 'Robin' });
  });

  it('keeps when the user last signed in: an edit proves nothing new', async () => {
    const { relyingParty, provider, back, pass } = inProcess({ tenantType: 'b2c', userFlows });
    const jar = new Jar();
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) };
    await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, { maxAge: 300 })));
    pass(200_000);
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) + 200 };
    await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, edit)));
    expect(await relyingParty.user(jar, 300)).toBeDefined();
    pass(200_000);
    expect(await relyingParty.user(jar, 300)).toBeUndefined();
  });

  it('D7 never changes who is signed in', async () => {
    const { relyingParty, provider, jar, url } = await begun();
    provider.claims = { sub: 'subject-2', oid: 'object-2' };
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({
      code: 'profile_user_changed',
      returnTo: '/profile',
    });
    expect(await relyingParty.user(jar)).toMatchObject({ objectId: 'object-1' });
  });

  it('D7 signs nobody in whose session has ended', async () => {
    const { relyingParty, jar, url } = await begun();
    await relyingParty.endSessionsOf('object-1');
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({
      code: 'sign_in_required',
      returnTo: '/profile',
    });
    expect(await relyingParty.user(jar)).toBeUndefined();
  });
});

describe('signing out of B2C', () => {
  it('hands over the ID token, which the tenant can require, also after the profile was edited', async () => {
    const { relyingParty, provider, back, signedIn } = inProcess({ tenantType: 'b2c', userFlows });
    const jar = await signedIn();
    provider.claims = { name: 'Robin' };
    await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, edit)));
    const url = await relyingParty.signOut(jar);
    const [, payload = ''] = (url.searchParams.get('id_token_hint') ?? '').split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      oid: 'object-1',
      name: 'Robin',
    });
    const nobody = await relyingParty.signOut(new Jar());
    expect(nobody.searchParams.has('id_token_hint')).toBe(false);
  });

  it('is asked of the user flow that the session comes from', async () => {
    const { relyingParty, provider, back, signedIn, pass } = inProcess({
      tenantType: 'b2c',
      userFlows,
      lifetime: { idle: 28_800, absolute: 28_800 },
    });
    const jar = await signedIn();
    await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, edit)));
    // So that the metadata has to be read again.
    pass(61 * 60_000);
    provider.asked.length = 0;
    await relyingParty.signOut(jar);
    expect(provider.asked).toEqual([expect.stringContaining('/B2C_1_edit/')]);
  });
});
