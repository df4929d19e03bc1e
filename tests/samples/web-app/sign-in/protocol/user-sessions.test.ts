import { describe, expect, test } from 'vitest';
import { inProcess, Jar } from './in-process.ts';

const minutes = 60_000;
const userFlows = { signUpSignIn: 'B2C_1_in' };

describe('C7 a user’s sessions', () => {
  test('are listed with when they started and were last used, and which one asks', async () => {
    const { relyingParty, back, pass, signedIn } = inProcess();
    const phone = await signedIn();
    pass(5 * minutes);
    const laptop = new Jar();
    const url = back(await relyingParty.signIn(laptop));
    await relyingParty.redirect(laptop, url, { userAgent: 'Firefox/140' });
    pass(2 * minutes);
    await relyingParty.user(phone);
    const listed = await relyingParty.sessions(laptop);
    expect(listed.map(({ isCurrent, userAgent }) => ({ isCurrent, userAgent }))).toEqual([
      { isCurrent: false, userAgent: undefined },
      { isCurrent: true, userAgent: 'Firefox/140' },
    ]);
    const [first, second] = listed;
    expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBe(5 * minutes);
    expect((first?.seenAt ?? 0) - (first?.startedAt ?? 0)).toBe(7 * minutes);
  });

  test('the one that asks is known by its ID, as long as it lives', async () => {
    const { relyingParty, signedIn } = inProcess();
    const jar = await signedIn();
    const [listed] = await relyingParty.sessions(jar);
    const session = await relyingParty.session(jar);
    expect(session).toEqual({ id: listed?.id, user: await relyingParty.user(jar) });
    await relyingParty.signOut(jar);
    expect(await relyingParty.session(jar)).toBeUndefined();
    await expect(relyingParty.sessions(jar)).rejects.toMatchObject({ scopes: [] });
  });

  test('are no longer listed from the moment in which they are over', async () => {
    const { relyingParty, pass, signedIn } = inProcess();
    await signedIn();
    pass(30 * minutes);
    const laptop = await signedIn();
    pass(30 * minutes - 1);
    expect(await relyingParty.sessions(laptop)).toHaveLength(2);
    pass(1);
    expect(await relyingParty.sessions(laptop)).toHaveLength(1);
  });

  test('can be ended one at a time, without the others', async () => {
    const { relyingParty, signedIn } = inProcess();
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    const [first] = await relyingParty.sessions(three);
    await relyingParty.endSession(three, first?.id ?? '');
    expect(await relyingParty.user(one)).toBeUndefined();
    expect(await relyingParty.user(two)).toBeDefined();
    expect(await relyingParty.sessions(three)).toHaveLength(2);
  });

  test('can’t be seen or ended by another user', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const alex = await signedIn();
    const [session] = await relyingParty.sessions(alex);
    provider.claims = { sub: 'subject-2', oid: 'object-2' };
    const sam = await signedIn();
    expect(await relyingParty.sessions(sam)).toMatchObject([{ isCurrent: true }]);
    await relyingParty.endSession(sam, session?.id ?? '');
    expect(await relyingParty.user(alex)).toBeDefined();
  });

  test.each(['', 'x', '__proto__', '../session', 'a'.repeat(5000)])(
    'an ID that names none of them (%#) ends nothing',
    async (id) => {
      const { relyingParty, signedIn } = inProcess();
      const jar = await signedIn();
      await relyingParty.endSession(jar, id);
      expect(await relyingParty.user(jar)).toBeDefined();
    },
  );

  test('are for the user alone: without a session, there is neither a list nor an end', async () => {
    const { relyingParty, signedIn } = inProcess();
    const [{ id } = { id: '' }] = await relyingParty.sessions(await signedIn());
    const refused = { code: 'sign_in_required' };
    await expect(relyingParty.sessions(new Jar())).rejects.toMatchObject(refused);
    await expect(relyingParty.endSession(new Jar(), id)).rejects.toMatchObject(refused);
  });

  test('that have ended are not listed: signed out, unused for too long, ended by the identity provider', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess();
    const unused = await signedIn();
    pass(50 * minutes);
    provider.claims = { sid: 'theirs' };
    const theirs = await signedIn();
    provider.claims = {};
    const [out, last] = [await signedIn(), await signedIn()];
    expect(await relyingParty.sessions(last)).toHaveLength(4);
    await relyingParty.signOut(out);
    await relyingParty.frontChannelLogout(new URL('http://localhost:3000/x?sid=theirs'));
    pass(11 * minutes);
    expect(await relyingParty.sessions(last)).toMatchObject([{ isCurrent: true }]);
    for (const jar of [unused, theirs, out]) expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('end everywhere only when the user signs out everywhere', async () => {
    const { relyingParty, pass, signedIn } = inProcess();
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    await relyingParty.signOut(three);
    expect(await relyingParty.user(one)).toBeDefined();
    pass(1);
    await relyingParty.signOut(one, { everywhere: true });
    for (const jar of [one, two]) expect(await relyingParty.user(jar)).toBeUndefined();
  });
});

describe('C8 an operator', () => {
  test('ends all sessions of a user, also those that no list holds anymore, and only theirs', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess();
    const jars: Jar[] = [];
    for (let count = 0; count < 25; count += 1) jars.push(await signedIn());
    provider.claims = { sub: 'subject-2', oid: 'object-2' };
    const other = await signedIn();
    provider.claims = {};
    expect(await relyingParty.endSessionsOf('object-1')).toBe(20);
    for (const jar of jars) expect(await relyingParty.user(jar)).toBeUndefined();
    expect(await relyingParty.user(other)).toBeDefined();
    pass(1);
    const again = await signedIn();
    expect(await relyingParty.user(again)).toBeDefined();
    expect(await relyingParty.sessions(again)).toHaveLength(1);
  });

  test('is told only of sessions that were still alive', async () => {
    const { relyingParty, pass, signedIn } = inProcess();
    await signedIn();
    pass(61 * minutes);
    expect(await relyingParty.endSessionsOf('object-1')).toBe(0);
    pass(1);
    await signedIn();
    expect(await relyingParty.endSessionsOf('object-1')).toBe(1);
  });

  test('may write the object ID in any case', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess();
    provider.claims = { oid: 'abcdef00-1111-4111-8111-111111111111' };
    const jar = await signedIn();
    pass(1);
    expect(await relyingParty.endSessionsOf('ABCDEF00-1111-4111-8111-111111111111')).toBe(1);
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('are those of one user, also where only the case of a subject tells two apart', async () => {
    const { relyingParty, provider, signedIn } = inProcess({ tenantType: 'b2c', userFlows });
    provider.claims = { sub: 'AbC', oid: undefined };
    const alex = await signedIn();
    provider.claims = { sub: 'aBc', oid: undefined };
    const sam = await signedIn();
    expect(await relyingParty.sessions(sam)).toHaveLength(1);
    await relyingParty.signOut(sam, { everywhere: true });
    expect(await relyingParty.user(alex)).toBeDefined();
  });

  test('learns that a user had no session', async () => {
    const { relyingParty } = inProcess();
    expect(await relyingParty.endSessionsOf('nobody')).toBe(0);
  });
});

describe('C9 a page that needs a recent sign-in', () => {
  const authTime = (now = Date.now()) => Math.floor(now / 1000);

  test('asks the identity provider for one', async () => {
    const { relyingParty } = inProcess();
    const url = await relyingParty.signIn(new Jar(), { maxAge: 300 });
    expect(url.searchParams.get('max_age')).toBe('300');
    expect((await relyingParty.signIn(new Jar())).searchParams.has('max_age')).toBe(false);
    const now = await relyingParty.signIn(new Jar(), { maxAge: 0 });
    expect(now.searchParams.get('max_age')).toBe('0');
  });

  test('asks a B2C tenant, which does not know max_age, for the credentials', async () => {
    const userFlows = { signUpSignIn: 'B2C_1_in' };
    const b2c = inProcess({ tenantType: 'b2c', userFlows }).relyingParty;
    type Wishes = { maxAge?: number; prompt?: 'select_account' };
    const prompt = async (relyingParty: typeof b2c, request: Wishes) =>
      (await relyingParty.signIn(new Jar(), request)).searchParams.get('prompt');
    expect(await prompt(b2c, { maxAge: 300 })).toBe('login');
    // A form can name another prompt, which would let single sign-on pass for a recent sign-in.
    expect(await prompt(b2c, { maxAge: 300, prompt: 'select_account' })).toBe('login');
    expect(await prompt(b2c, { prompt: 'select_account' })).toBe('select_account');
    expect(await prompt(b2c, {})).toBeNull();
    expect(await prompt(inProcess().relyingParty, { maxAge: 300 })).toBeNull();
  });

  test('is not opened in B2C by a sign-in that asked for no proof, as an edited profile does', async () => {
    const userFlows = { signUpSignIn: 'B2C_1_in', editProfile: 'B2C_1_edit' };
    const { relyingParty, provider, back, pass } = inProcess({ tenantType: 'b2c', userFlows });
    provider.claims = { auth_time: authTime() };
    const jar = new Jar();
    const signIn = async (request: object) =>
      relyingParty.redirect(jar, back(await relyingParty.signIn(jar, request)));
    await signIn({});
    expect(await relyingParty.user(jar, 300)).toBeUndefined();
    await signIn({ maxAge: 300 });
    expect(await relyingParty.user(jar, 300)).toBeDefined();
    pass(10 * minutes);
    provider.claims = { auth_time: authTime() + 600 };
    await signIn({ userFlow: 'editProfile' });
    expect(await relyingParty.user(jar, 300)).toBeUndefined();
  });

  test('is shown for as long as the sign-in is recent', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess();
    provider.claims = { auth_time: authTime() };
    const jar = await signedIn({ maxAge: 300 });
    expect(await relyingParty.user(jar, 300)).toBeDefined();
    pass(5 * minutes);
    expect(await relyingParty.user(jar, 300)).toBeDefined();
    pass(2 * minutes);
    expect(await relyingParty.user(jar, 300)).toBeUndefined();
    expect(await relyingParty.user(jar)).toBeDefined();
  });

  test('needs a new sign-in every time when maxAge is 0', async () => {
    const { relyingParty, provider, back } = inProcess();
    provider.claims = { auth_time: authTime() - 120 };
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar, { maxAge: 0 }));
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({
      code: 'sign_in_too_old',
    });
  });

  test('is not shown to a user whose ID token doesn’t tell when they signed in', async () => {
    const { relyingParty, signedIn } = inProcess();
    const jar = await signedIn();
    expect(await relyingParty.user(jar, 300)).toBeUndefined();
    expect(await relyingParty.user(jar)).toBeDefined();
  });

  test.each([
    [
      'shows an earlier sign-in: someone removed max_age on the way',
      { auth_time: authTime() - 3600 },
      'sign_in_too_old',
    ],
    ['has no auth_time', {}, 'auth_time_missing'],
    ['has an auth_time in the future', { auth_time: authTime() + 3600 }, 'id_token_time'],
    ['has an auth_time in milliseconds', { auth_time: Date.now() }, 'id_token_time'],
    ['has a negative auth_time', { auth_time: -1 }, 'id_token_invalid'],
    ['has an auth_time that is no whole number', { auth_time: 1e308 }, 'id_token_invalid'],
    ['has an auth_time that is not a number', { auth_time: 'now' }, 'id_token_invalid'],
  ])('a response whose ID token %s is refused', async (_, claims, code) => {
    const { relyingParty, provider, back } = inProcess();
    provider.claims = claims;
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar, { maxAge: 300 }));
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({ code });
    expect(await relyingParty.user(jar)).toBeUndefined();
  });
});
