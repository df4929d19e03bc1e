import { describe, expect, it } from 'vitest';
import { createRelyingParty } from '../../../../../samples/web-app/sign-in/index.ts';
import { inProcess, Jar } from './in-process.ts';

function logging() {
  const fake = inProcess();
  const logged: unknown[] = [];
  const relyingParty = createRelyingParty({
    ...fake.settings,
    log: (entry) => void logged.push(entry),
  });
  const signIn = async () => {
    const jar = new Jar();
    await relyingParty.redirect(jar, fake.back(await relyingParty.signIn(jar)));
    return jar;
  };
  return { ...fake, relyingParty, logged, signIn };
}

describe('an ID token without sid', () => {
  it('is noted once in the log, and one with sid isn’t', async () => {
    const { provider, logged, signIn } = logging();
    provider.claims = { sid: 'a' };
    await signIn();
    expect(logged).toEqual([]);
    provider.claims = {};
    const once = [expect.stringMatching(/^sid_missing: /)];
    await signIn();
    expect(logged).toEqual(once);
    await signIn();
    expect(logged).toEqual(once);
  });

  it('leaves a session that only its own browser and its user can end', async () => {
    const { relyingParty, signIn } = logging();
    const jar = await signIn();
    await relyingParty.frontChannelLogout(new URL('http://localhost:3000/?sid=undefined'));
    expect(await relyingParty.user(jar)).toBeDefined();
  });
});

describe('a front-channel sign-out', () => {
  it.each(['', 'sid=', 'sid=a&sid=a'])(
    'that names no session ("%s") is noted in the log',
    async (search) => {
      const { relyingParty, provider, logged, signIn } = logging();
      provider.claims = { sid: 'a' };
      const jar = await signIn();
      await relyingParty.frontChannelLogout(new URL(`http://localhost:3000/?${search}`));
      expect(logged).toEqual([expect.stringMatching(/^sid_missing: /)]);
      expect(await relyingParty.user(jar)).toBeDefined();
    },
  );

  it('that names one writes nothing', async () => {
    const { relyingParty, provider, logged, signIn } = logging();
    provider.claims = { sid: 'a' };
    const jar = await signIn();
    await relyingParty.frontChannelLogout(new URL('http://localhost:3000/?sid=a'));
    expect(await relyingParty.user(jar)).toBeUndefined();
    expect(await relyingParty.endSessionsOf('object-1')).toBe(0);
    expect(logged).toEqual([]);
  });
});
