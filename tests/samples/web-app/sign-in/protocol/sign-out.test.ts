import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { clientId, inProcess, Jar } from './in-process.ts';

const minutes = 60_000;
const goodbye = (state: string | null) => new URL(`http://localhost:3000/goodbye?state=${state}`);

describe('signing out', () => {
  test('L1 names the app, the way back and this sign-out, and forgets sign-ins that were begun', async () => {
    const { relyingParty, provider, back, signedIn } = inProcess();
    const jar = await signedIn();
    const begun = back(await relyingParty.signIn(jar));
    const url = await relyingParty.signOut(jar);
    expect(`${url.origin}${url.pathname}`).toBe(provider.metadata.end_session_endpoint);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '22222222-2222-4222-8222-222222222222',
      post_logout_redirect_uri: 'http://localhost:3000/goodbye',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(jar.names().filter((name) => name.includes('transaction'))).toEqual([]);
    await expect(relyingParty.redirect(jar, begun)).rejects.toMatchObject({
      code: 'transaction_missing',
    });
  });

  test('L2 is confirmed once, within ten minutes, and with another state each time', async () => {
    const { relyingParty, pass, signedIn } = inProcess();
    const jar = await signedIn();
    const first = await relyingParty.signOut(jar, { returnTo: '/after' });
    const state = first.searchParams.get('state');
    const [inTime, late] = [jar.copy(), jar.copy()];
    expect(await relyingParty.signedOut(jar, goodbye(`${state}&state=${state}`))).toEqual({
      confirmed: false,
      returnTo: '/',
    });
    expect(await relyingParty.signedOut(jar, goodbye(state))).toEqual({
      confirmed: true,
      returnTo: '/after',
    });
    expect(await relyingParty.signedOut(jar, goodbye(state))).toMatchObject({ confirmed: false });
    pass(10 * minutes - 1);
    expect(await relyingParty.signedOut(inTime, goodbye(state))).toMatchObject({ confirmed: true });
    pass(1);
    expect(await relyingParty.signedOut(late, goodbye(state))).toMatchObject({ confirmed: false });
    expect((await relyingParty.signOut(jar)).searchParams.get('state')).not.toBe(state);
  });

  test('is not confirmed to a browser that has signed in again', async () => {
    const { relyingParty, back, signedIn } = inProcess();
    const jar = await signedIn();
    const out = await relyingParty.signOut(jar, { returnTo: '/after' });
    await relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
    expect(await relyingParty.signedOut(jar, goodbye(out.searchParams.get('state')))).toEqual({
      confirmed: false,
      returnTo: '/',
    });
  });

  test('F11 leads to a page of this app at the end', async () => {
    const { relyingParty, signedIn } = inProcess();
    const jar = await signedIn();
    const url = await relyingParty.signOut(jar, { returnTo: '//evil.example' });
    const { returnTo } = await relyingParty.signedOut(jar, goodbye(url.searchParams.get('state')));
    expect(returnTo).toBe('/');
  });

  test('goes straight to the last page when the identity provider has no sign-out', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    delete provider.metadata.end_session_endpoint;
    const url = await relyingParty.signOut(await signedIn());
    expect(url.href).toBe('http://localhost:3000/goodbye');
  });

  test('fault 6: goes straight to the last page when the identity provider can’t be asked', async () => {
    const { relyingParty, provider } = inProcess();
    provider.metadata.issuer = 'https://evil.example';
    const url = await relyingParty.signOut(new Jar());
    expect(url.href).toBe('http://localhost:3000/goodbye');
  });
});

describe('the ID token at sign-out', () => {
  const hint = (url: URL) => url.searchParams.get('id_token_hint');

  test('goes to a B2C tenant, which can require it, and is that of this session', async () => {
    const userFlows = { signUpSignIn: 'B2C_1_in' };
    const { relyingParty, signedIn } = inProcess({ tenantType: 'b2c', userFlows });
    const jar = await signedIn();
    const thief = jar.copy();
    const claims = decodeJwt(hint(await relyingParty.signOut(jar)) ?? '');
    expect(claims).toMatchObject({ sub: 'subject-1', aud: clientId });
    // It is read before the session ends, and gone with it.
    expect(hint(await relyingParty.signOut(thief))).toBeNull();
  });

  test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
    'stays on the server with %s',
    async (tenantType) => {
      const { relyingParty, signedIn } = inProcess({ tenantType });
      expect(hint(await relyingParty.signOut(await signedIn()))).toBeNull();
    },
  );

  test('is not in a cookie', async () => {
    const { signedIn } = inProcess({ tenantType: 'b2c', userFlows: { signUpSignIn: 'B2C_1_in' } });
    const jar = await signedIn();
    for (const name of jar.names()) expect(jar.get(name)?.length).toBeLessThan(100);
  });
});

describe('the identity provider signs out', () => {
  test('L2 a sign-out is not confirmed to a user who is still signed in', async () => {
    const { relyingParty, signedIn } = inProcess();
    const attacker = await signedIn();
    const state = (await relyingParty.signOut(attacker)).searchParams.get('state');
    const victim = await signedIn();
    const planted = attacker.get('app.sign-out') ?? '';
    victim.set('app.sign-out', planted, { maxAge: 60 });
    expect(await relyingParty.signedOut(victim, goodbye(state))).toMatchObject({
      confirmed: false,
    });
  });

  test('D3 without a sid no session ends, and the log tells why: at sign-in once, and at sign-out once', async () => {
    const lines: unknown[] = [];
    const { relyingParty, provider, signedIn } = inProcess({ log: (line) => lines.push(line) });
    const jar = await signedIn();
    await signedIn();
    expect(lines).toEqual([expect.stringMatching(/^sid_missing: the ID token has no sid claim/)]);
    for (const search of ['?iss=x', '', '?sid='])
      await relyingParty.frontChannelLogout(new URL(`http://localhost:3000/${search}`));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^sid_missing: /);
    expect(await relyingParty.user(jar)).toBeDefined();
    provider.claims = { sid: 'a' };
    const other = inProcess({ log: (line) => lines.push(line) });
    other.provider.claims = { sid: 'a' };
    await other.signedIn();
    expect(lines).toHaveLength(2);
  });

  const asked = (search: string) => new URL(`http://localhost:3000/?${search}`);

  test('L3 one session by one sid, and with its own iss or none', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    provider.claims = { sid: 'a' };
    const jar = await signedIn();
    for (const search of ['', 'sid=', 'sid=a&sid=a', 'sid=a&iss=', 'sid=b'])
      await relyingParty.frontChannelLogout(asked(search));
    expect(await relyingParty.user(jar)).toBeDefined();
    await relyingParty.frontChannelLogout(
      asked(`sid=a&iss=${encodeURIComponent(provider.metadata.issuer)}`),
    );
    expect(await relyingParty.user(jar)).toBeUndefined();
  });
});
