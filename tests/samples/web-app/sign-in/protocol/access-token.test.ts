import { describe, expect, test } from 'vitest';
import { inProcess, Jar, tenantId } from './in-process.ts';

const minutes = 60_000;
const scopes = ['api://tasks/Tasks.Read'];
const askedForTokens = ({ asked }: { asked: string[] }) =>
  asked.filter((path) => path.endsWith('/token')).length;

describe('a token for an API', () => {
  test('is for people who are signed in', async () => {
    const { relyingParty } = inProcess();
    await expect(relyingParty.accessToken(new Jar(), scopes)).rejects.toMatchObject({
      code: 'sign_in_required',
      scopes,
    });
  });

  test('that is still good is used, though the ID token beside it is over', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess();
    provider.tokens = { expires_in: 3 * 3600 };
    const jar = await signedIn({ scopes });
    const first = await relyingParty.accessToken(jar, scopes);
    const before = askedForTokens(provider);
    pass(50 * minutes);
    await relyingParty.user(jar);
    pass(50 * minutes);
    expect(await relyingParty.accessToken(jar, scopes)).toBe(first);
    expect(askedForTokens(provider)).toBe(before);
  });

  test('may come without an ID token when it is renewed (OpenID Connect Core §12.2)', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const jar = await signedIn();
    provider.tokens = { access_token: 'renewed', id_token: undefined };
    expect(await relyingParty.accessToken(jar, scopes)).toBe('renewed');
  });

  test.each([
    ['no access token', { access_token: undefined }, 'access_token_missing'],
    ['an empty access token', { access_token: '' }, 'access_token_missing'],
    ['a token of another kind', { token_type: 'pop' }, 'token_type_unknown'],
    ['an ID token that isn’t text', { id_token: 7 }, 'id_token_missing'],
  ])('is never made of a renewal with %s', async (_, tokens, code) => {
    const { relyingParty, provider, signedIn } = inProcess();
    const jar = await signedIn();
    provider.tokens = tokens;
    await expect(relyingParty.accessToken(jar, scopes)).rejects.toMatchObject({ code });
    provider.tokens = {};
    expect(await relyingParty.accessToken(jar, scopes)).toMatch(/^[\da-f-]{36}$/);
  });

  test('that is renewed is kept, and so is the refresh token that came with it', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const jar = await signedIn();
    const renewed = await relyingParty.accessToken(jar, scopes);
    expect(await relyingParty.accessToken(jar, scopes)).toBe(renewed);
    expect(askedForTokens(provider)).toBe(2);
  });

  test.each([
    ['of another person', { sub: 'subject-2' }, 'session_user_changed'],
    ['of another app', { aud: 'x' }, 'id_token_audience'],
    ['of another tenant', { tid: '0e0e0e0e-5555-4555-8555-555555555555' }, 'id_token_issuer'],
    ['that is over', { exp: 1 }, 'id_token_time'],
  ])('T15 an ID token %s ends the session when tokens are renewed', async (_, claims, code) => {
    const { relyingParty, provider, signedIn } = inProcess();
    const jar = await signedIn();
    const copy = jar.copy();
    provider.claims = claims;
    await expect(relyingParty.accessToken(jar, scopes)).rejects.toMatchObject({ code });
    expect(await relyingParty.user(copy)).toBeUndefined();
  });

  test('T15 the same sub of another issuer is another person', async () => {
    const { relyingParty, provider, pass, signedIn } = inProcess({
      tenantType: 'external-id',
    });
    const jar = await signedIn();
    pass(50 * minutes);
    await relyingParty.user(jar);
    pass(11 * minutes);
    provider.metadata = {
      ...provider.metadata,
      issuer: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`,
    };
    await expect(relyingParty.accessToken(jar, scopes)).rejects.toMatchObject({
      code: 'session_user_changed',
    });
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('fault 18: is not given to a user who signed out while the request waited', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const jar = await signedIn();
    const [tab, otherTab] = [jar.copy(), jar.copy()];
    provider.beforeTokens = async () => {
      await relyingParty.signOut(jar);
    };
    const both = await Promise.allSettled([
      relyingParty.accessToken(tab, scopes),
      relyingParty.accessToken(otherTab, scopes),
    ]);
    // Whichever opened its cookie last is the one that waited.
    const refused = both.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual([
      expect.objectContaining({ reason: expect.objectContaining({ code: 'sign_in_required' }) }),
    ]);
    expect(askedForTokens(provider)).toBe(2);
  });
});
