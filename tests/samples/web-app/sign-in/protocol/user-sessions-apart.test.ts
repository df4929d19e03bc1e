import { describe, expect, it } from 'vitest';
import { inProcess, Jar } from './in-process.ts';

const minute = 60_000;
const required = { code: 'sign_in_required', scopes: [] };

describe('the sessions of a user', () => {
  it('are listed with the browser, the start and the last use of each, and which one asks', async () => {
    const { relyingParty, back, signedIn, pass } = inProcess();
    const first = await signedIn();
    pass(minute);
    const second = new Jar();
    await relyingParty.redirect(second, back(await relyingParty.signIn(second)), {
      userAgent: 'a browser',
    });
    const [older, newer, ...more] = await relyingParty.sessions(second);
    expect(more).toEqual([]);
    expect(older).toMatchObject({ isCurrent: false });
    expect(newer).toMatchObject({ isCurrent: true, userAgent: 'a browser' });
    expect(older?.userAgent).toBeUndefined();
    expect((newer?.startedAt ?? 0) - (older?.startedAt ?? 0)).toBe(minute);
    expect(older?.seenAt).toBe(older?.startedAt);
    expect((await relyingParty.sessions(first)).map(({ isCurrent }) => isCurrent)).toEqual([
      true,
      false,
    ]);
  });

  it('show when each was last used', async () => {
    const { relyingParty, signedIn, pass } = inProcess();
    const jar = await signedIn();
    pass(5 * minute);
    const [session] = await relyingParty.sessions(jar);
    expect((session?.seenAt ?? 0) - (session?.startedAt ?? 0)).toBe(5 * minute);
  });

  it('end one by one, from any of them', async () => {
    const { relyingParty, signedIn } = inProcess();
    const [first, second, third] = [await signedIn(), await signedIn(), await signedIn()];
    const other = (await relyingParty.sessions(first)).find(({ isCurrent }) => !isCurrent);
    await relyingParty.endSession(first, other?.id ?? '');
    expect(await relyingParty.user(second)).toBeUndefined();
    for (const jar of [first, third]) {
      expect(await relyingParty.user(jar)).toBeDefined();
      expect(await relyingParty.sessions(jar)).toHaveLength(2);
    }
    await relyingParty.endSession(first, 'of nobody');
    expect(await relyingParty.sessions(first)).toHaveLength(2);
  });

  it('are no one else’s to see or to end', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const mine = await signedIn();
    const [session] = await relyingParty.sessions(mine);
    provider.claims = { sub: 'subject-2', oid: 'object-2' };
    const theirs = await signedIn();
    expect(await relyingParty.sessions(theirs)).toHaveLength(1);
    await relyingParty.endSession(theirs, session?.id ?? '');
    expect(await relyingParty.user(mine)).toBeDefined();
    const nobody = new Jar();
    await expect(relyingParty.sessions(nobody)).rejects.toMatchObject(required);
    await expect(relyingParty.endSession(nobody, session?.id ?? '')).rejects.toMatchObject(
      required,
    );
  });

  it('all end when an operator says so, and none of anyone else', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const [first, second] = [await signedIn(), await signedIn()];
    provider.claims = { sub: 'subject-2', oid: 'object-2' };
    const other = await signedIn();
    expect(await relyingParty.endSessionsOf('object-1')).toBe(2);
    for (const jar of [first, second]) expect(await relyingParty.user(jar)).toBeUndefined();
    expect(await relyingParty.user(other)).toBeDefined();
    expect(await relyingParty.endSessionsOf('object-1')).toBe(0);
  });

  it('that were not used for too long count no more', async () => {
    const { relyingParty, signedIn, pass } = inProcess();
    await signedIn();
    pass(61 * minute);
    const jar = await signedIn();
    expect(await relyingParty.sessions(jar)).toHaveLength(1);
    expect(await relyingParty.endSessionsOf('object-1')).toBe(1);
  });

  it('all end when the user signs out everywhere, and only one otherwise', async () => {
    const { relyingParty, signedIn } = inProcess();
    const [first, second, third] = [await signedIn(), await signedIn(), await signedIn()];
    await relyingParty.signOut(first);
    expect(await relyingParty.user(first)).toBeUndefined();
    expect(await relyingParty.user(second)).toBeDefined();
    await relyingParty.signOut(second, { everywhere: true });
    for (const jar of [second, third]) expect(await relyingParty.user(jar)).toBeUndefined();
    await relyingParty.signOut(new Jar(), { everywhere: true });
  });
});

describe('a page that needs a fresh sign-in', () => {
  it('has no user whose sign-in was too long ago, or isn’t known', async () => {
    const { relyingParty, provider, signedIn, pass } = inProcess();
    const unknown = await signedIn();
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) };
    const known = await signedIn();
    expect(await relyingParty.user(known, 300)).toMatchObject({ subject: 'subject-1' });
    expect(await relyingParty.user(unknown, 300)).toBeUndefined();
    expect(await relyingParty.user(unknown)).toBeDefined();
    pass(7 * minute);
    expect(await relyingParty.user(known, 300)).toBeUndefined();
    expect(await relyingParty.user(known, 600)).toBeDefined();
    expect(await relyingParty.user(new Jar(), 300)).toBeUndefined();
  });
});
