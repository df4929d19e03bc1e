import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inProcess, Jar, tenantId } from './in-process.ts';

const minutes = 60_000;
const scopes = ['api://tasks/Tasks.Read'];
const userFlows = { signUpSignIn: 'B2C_1_in', editProfile: 'B2C_1_edit' };
const refused = (code: string) => ({ code });

describe('starting a sign-in', () => {
  test('the app requests what it needs from the identity provider, and nothing else', async () => {
    const { relyingParty } = inProcess();
    const claims = '{"id_token":{"acr":{"essential":true}}}';
    const wishes = { prompt: 'login', loginHint: 'alex@contoso.com', claims } as const;
    const asked = (await relyingParty.signIn(new Jar(), wishes)).searchParams;
    expect(asked.get('prompt')).toBe('login');
    expect(asked.get('login_hint')).toBe('alex@contoso.com');
    expect(JSON.parse(asked.get('claims') ?? '')).toMatchObject(JSON.parse(claims));
    const plain = (await relyingParty.signIn(new Jar())).searchParams;
    for (const name of ['prompt', 'login_hint', 'domain_hint', 'ui_locales'])
      expect(plain.has(name)).toBe(false);
    expect(plain.get('claims')).not.toContain('acr');
  });

  test('a page can name the language, the domain, and the user', async () => {
    const { relyingParty } = inProcess({ tenantType: 'b2c', userFlows });
    const wishes = {
      uiLocales: 'fr-CA fr',
      domainHint: 'contoso.com',
      loginHint: 'zoë@contoso.com',
    };
    const asked = (await relyingParty.signIn(new Jar(), wishes)).searchParams;
    expect(asked.getAll('ui_locales')).toEqual(['fr-CA fr']);
    expect(asked.getAll('domain_hint')).toEqual(['contoso.com']);
    expect(asked.getAll('login_hint')).toEqual(['zoë@contoso.com']);
  });

  test('a wish cannot become another parameter of the request', async () => {
    const { relyingParty } = inProcess();
    const value = 'x&redirect_uri=https://evil.example&state=y#z';
    const wishes = { uiLocales: value, domainHint: value, loginHint: value };
    const url = await relyingParty.signIn(new Jar(), wishes);
    const asked = url.searchParams;
    expect(asked.getAll('redirect_uri')).toEqual(['http://localhost:3000/auth/redirect']);
    expect(asked.getAll('state')).toHaveLength(1);
    expect(asked.get('ui_locales')).toBe(value);
    expect(url.hash).toBe('');
  });

  test('neither browsers nor the identity provider learn what the server runs on', async () => {
    const { relyingParty, provider, signedIn } = inProcess();
    const asked = (await relyingParty.signIn(new Jar())).searchParams;
    expect([...asked.keys()].filter((name) => name.startsWith('x-client'))).toEqual([]);
    expect(asked.get('scope')).toContain('openid');
    await relyingParty.accessToken(await signedIn(), scopes);
    expect(provider.tokenRequests.map((request) => request.get('grant_type'))).toEqual([
      'authorization_code',
      'refresh_token',
    ]);
    for (const request of provider.tokenRequests) {
      const telling = [...request.keys()].filter((name) => name.startsWith('x-client'));
      expect(telling).toEqual(['x-client-SKU', 'x-client-VER']);
      expect(String(request)).not.toContain(process.platform);
    }
  });

  test.each([
    ['entra-id', ['cp1']],
    ['external-id', undefined],
    ['external-id-custom-domain', undefined],
    ['b2c', undefined],
  ] as const)('an app of %s declares %j in every request', async (tenantType, capabilities) => {
    const { relyingParty, provider, signedIn } = inProcess({
      tenantType,
      ...(tenantType === 'b2c' && { userFlows }),
    });
    const asked = await relyingParty.signIn(new Jar());
    await relyingParty.accessToken(await signedIn(), scopes);
    const requests = [asked.searchParams, ...provider.tokenRequests];
    expect(requests).toHaveLength(3);
    for (const request of requests) {
      const claims = JSON.parse(request.get('claims') ?? '');
      expect(claims.access_token?.xms_cc?.values).toEqual(capabilities);
    }
  });

  test('a claims challenge goes to the identity provider unchanged, beside what the app declares', async () => {
    const { relyingParty } = inProcess();
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1600000000"}},"x":[1]}';
    const asked = (await relyingParty.signIn(new Jar(), { claims })).searchParams;
    expect(JSON.parse(asked.get('claims') ?? '')).toMatchObject({
      access_token: {
        nbf: { essential: true, value: '1600000000' },
        xms_cc: { values: ['cp1'] },
      },
      x: [1],
    });
  });

  test('claims that can’t be passed on stop the sign-in before it starts', async () => {
    const { relyingParty } = inProcess();
    const jar = new Jar();
    for (const claims of ['{', '{"access_token":null}', `{"x":"${'y'.repeat(4_096)}"}`])
      await expect(relyingParty.signIn(jar, { claims })).rejects.toMatchObject(
        refused('claims_unusable'),
      );
    expect(jar.names()).toEqual([]);
  });
});

describe('finishing a sign-in', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each([
    ['F1 no state', { state: '', code: 'c' }, 'state_missing'],
    ['no code', {}, 'code_missing'],
    ['an empty code', { code: '' }, 'code_missing'],
    ['F4 an empty iss', { code: 'c', iss: '' }, 'issuer_mismatch'],
  ])('%s is told apart, also while a user is signed in', async (_, answer, code) => {
    const { relyingParty, back, signedIn } = inProcess();
    const jar = await signedIn();
    const url = back(await relyingParty.signIn(jar), answer);
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject(refused(code));
    expect(await relyingParty.user(jar)).toMatchObject({ subject: 'subject-1' });
  });

  test('F1 a response to no open sign-in is refused, and changes nothing for a signed-in user', async () => {
    const { relyingParty, provider, back, signedIn } = inProcess();
    const stray = { state: 'x', code: 'c' };
    const stranger = new Jar();
    const strangers = back(await relyingParty.signIn(stranger), stray);
    await expect(relyingParty.redirect(stranger, strangers)).rejects.toMatchObject(
      refused('state_mismatch'),
    );
    const jar = await signedIn();
    const url = back(await relyingParty.signIn(jar), stray);
    const asked = provider.asked.length;
    expect(await relyingParty.redirect(jar, url)).toMatchObject({
      user: { subject: 'subject-1' },
      returnTo: '/',
    });
    expect(provider.asked).toHaveLength(asked);
  });

  test('a reload of the answer leads back, also while another tab has a sign-in open', async () => {
    const { relyingParty, provider, back, signedIn } = inProcess();
    const jar = await signedIn();
    await relyingParty.signIn(jar);
    const answer = back(await relyingParty.signIn(jar));
    await relyingParty.redirect(jar, answer);
    const asked = provider.asked.length;
    expect(await relyingParty.redirect(jar, answer)).toMatchObject({ returnTo: '/' });
    expect(provider.asked).toHaveLength(asked);
  });

  test.each([
    ['whose first response has arrived', (answered: Jar) => answered],
    [
      'that still sends the cookie of the attempt',
      (answered: Jar, before: Jar) => {
        before.set('app.session', answered.get('app.session') ?? '', { maxAge: 3600 });
        return before;
      },
    ],
  ])('a second click in a browser %s leads to the app, signed in', async (_, browserOf) => {
    const { relyingParty, back } = inProcess();
    const jar = new Jar();
    const answer = back(await relyingParty.signIn(jar, { returnTo: '/profile' }));
    const before = jar.copy();
    await relyingParty.redirect(jar, answer);
    expect(await relyingParty.redirect(browserOf(jar, before), answer)).toMatchObject({
      user: { subject: 'subject-1' },
      returnTo: '/',
    });
  });

  test('F4 an identity provider that changes its issuer during a sign-in is refused', async () => {
    const { relyingParty, provider, back, pass } = inProcess({ tenantType: 'external-id' });
    await relyingParty.signIn(new Jar());
    pass(59 * minutes);
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar));
    pass(2 * minutes);
    provider.metadata = {
      ...provider.metadata,
      issuer: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`,
    };
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject(refused('issuer_mismatch'));
  });

  // MSAL compares the nonce as well, and would refuse these two first.
  test('T8 the nonce is compared here too, should MSAL not do it', async () => {
    const { relyingParty, provider, back } = inProcess();
    const redeem = ConfidentialClientApplication.prototype.acquireTokenByCode;
    vi.spyOn(ConfidentialClientApplication.prototype, 'acquireTokenByCode').mockImplementation(
      function (this: ConfidentialClientApplication, { nonce: _, ...request }) {
        return redeem.call(this, request);
      },
    );
    for (const nonce of ['of-another-sign-in', undefined]) {
      provider.claims = { nonce };
      const jar = new Jar();
      const answer = relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
      await expect(answer).rejects.toMatchObject(refused('id_token_nonce'));
    }
  });

  test.each([
    ['T14 no ID token', {}, { id_token: undefined }, 'id_token_missing'],
    ['T14 an empty ID token', {}, { id_token: '' }, 'id_token_missing'],
    ['T14 an ID token that isn’t text', {}, { id_token: {} }, 'id_token_missing'],
    ['T14 text in its place', {}, { id_token: 'not.a.token' }, 'id_token_invalid'],
    ['another nonce', {}, {}, 'id_token_nonce'],
    ['no access token', { scopes }, { access_token: undefined }, 'access_token_missing'],
    ['an empty access token', { scopes }, { access_token: '' }, 'access_token_missing'],
    ['an access token that isn’t text', { scopes }, { access_token: 7 }, 'access_token_missing'],
    ['tokens of another kind', {}, { token_type: 'DPoP' }, 'token_type_unknown'],
    ['tokens of no kind', {}, { token_type: undefined }, 'token_type_unknown'],
  ])('a response with %s is refused in words that fit', async (_, request, tokens, code) => {
    const { relyingParty, provider, back } = inProcess();
    provider.tokens = tokens;
    if (code === 'id_token_nonce') provider.claims = { nonce: 'of-another-sign-in' };
    const jar = new Jar();
    const answer = relyingParty.redirect(jar, back(await relyingParty.signIn(jar, request)));
    await expect(answer).rejects.toMatchObject(refused(code));
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test.each([
    [
      'without an access token, which B2C doesn’t send for openid alone',
      { access_token: undefined, token_type: undefined },
    ],
    ['whose token_type is in other letters', { token_type: 'bEARER' }],
  ])('a response is enough to sign in %s', async (_, tokens) => {
    const { relyingParty, provider, signedIn } = inProcess();
    provider.tokens = tokens;
    expect(await relyingParty.user(await signedIn())).toMatchObject({ subject: 'subject-1' });
  });

  test('T14 an answer without ID token is refused here too, should MSAL let it pass', async () => {
    const { relyingParty, provider, back } = inProcess();
    const redeem = ConfidentialClientApplication.prototype.acquireTokenByCode;
    vi.spyOn(ConfidentialClientApplication.prototype, 'acquireTokenByCode').mockImplementation(
      async function (this: ConfidentialClientApplication, request) {
        return { ...(await redeem.call(this, request)), idToken: '' };
      },
    );
    const jar = new Jar();
    const answer = relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
    await expect(answer).rejects.toMatchObject(refused('id_token_missing'));
    expect(provider.asked).toContainEqual(expect.stringContaining('/token'));
    expect(await relyingParty.user(jar)).toBeUndefined();
  });
});

describe('a sign-in that fails on its way back', () => {
  const request = { returnTo: '/profile' };

  test.each([
    ['sign_in_denied', { error: 'access_denied' }],
    ['code_missing', {}],
    ['issuer_mismatch', { code: 'c', iss: 'https://evil.example' }],
  ])('%s knows where the visitor was going', async (code, answer) => {
    const { relyingParty, back } = inProcess();
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar, request), answer);
    const expected = { ...refused(code), returnTo: '/profile' };
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject(expected);
  });

  test('so do the identity provider’s failures, with everything else that they know', async () => {
    const { relyingParty, provider, back } = inProcess();
    const jar = new Jar();
    provider.beforeTokens = () => Promise.reject(new Error('down'));
    const unavailable = { ...refused('provider_unavailable'), retryAfterSeconds: 10 };
    const url = back(await relyingParty.signIn(jar, request));
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({
      ...unavailable,
      returnTo: '/profile',
      detail: expect.stringContaining('down'),
    });
    provider.beforeTokens = async () => {};
    provider.claims = { sub: '' };
    const refusal = relyingParty.redirect(jar, back(await relyingParty.signIn(jar, request)));
    const expected = { ...refused('id_token_invalid'), returnTo: '/profile' };
    await expect(refusal).rejects.toMatchObject(expected);
  });
});

describe('an answer that is an error', () => {
  test('ends the sign-in, also for a user who is already signed in', async () => {
    const { relyingParty, back, signedIn } = inProcess();
    const jar = await signedIn();
    const url = back(await relyingParty.signIn(jar), { error: 'access_denied' });
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject(refused('sign_in_denied'));
  });

  const canceled = { error: 'access_denied', error_description: 'AADB2C90091: Cancellation.' };

  test('D7 an edited profile is shown at once, and never changes who is signed in', async () => {
    const { relyingParty, provider, back, signedIn } = inProcess({ tenantType: 'b2c', userFlows });
    const jar = await signedIn();
    const edit = { userFlow: 'editProfile' } as const;
    const edited = async (claims: object, by = jar) => {
      provider.claims = claims;
      return relyingParty.redirect(by, back(await relyingParty.signIn(by, edit)));
    };
    await edited({ name: 'Alex R.' });
    expect(await relyingParty.user(jar)).toMatchObject({ name: 'Alex R.', objectId: 'object-1' });
    const another = { sub: 'subject-2', oid: 'object-2', name: 'Sam' };
    await expect(edited(another)).rejects.toMatchObject(refused('profile_user_changed'));
    expect(await relyingParty.user(jar)).toMatchObject({ name: 'Alex R.', objectId: 'object-1' });
    // Without a session, it isn't a sign-in either.
    const stranger = new Jar();
    await expect(edited(another, stranger)).rejects.toMatchObject(refused('sign_in_required'));
    expect(await relyingParty.user(stranger)).toBeUndefined();
  });

  test('leads back if only the edit of a profile was canceled', async () => {
    const { relyingParty, back, signedIn } = inProcess({ tenantType: 'b2c', userFlows });
    const edit = { userFlow: 'editProfile', returnTo: '/profile' } as const;
    const jar = await signedIn();
    const home = back(await relyingParty.signIn(jar, edit), canceled);
    expect(await relyingParty.redirect(jar, home)).toMatchObject({ returnTo: '/profile' });
    const blocked = { error: 'access_denied', error_description: 'AADSTS53003: Blocked.' };
    const stopped = back(await relyingParty.signIn(jar, edit), blocked);
    await expect(relyingParty.redirect(jar, stopped)).rejects.toMatchObject(
      refused('sign_in_blocked'),
    );
    const failed = back(await relyingParty.signIn(jar, edit), { error: 'server_error' });
    await expect(relyingParty.redirect(jar, failed)).rejects.toMatchObject(
      refused('provider_failing'),
    );
    const stranger = new Jar();
    const strangers = back(await relyingParty.signIn(stranger, edit), canceled);
    await expect(relyingParty.redirect(stranger, strangers)).rejects.toMatchObject(
      refused('access_denied'),
    );
  });
});
