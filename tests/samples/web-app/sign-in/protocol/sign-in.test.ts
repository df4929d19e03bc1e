import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inProcess, Jar, tenantId } from './in-process.ts';

const minutes = 60_000;
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
    for (const name of ['prompt', 'login_hint']) expect(plain.has(name)).toBe(false);
    expect(plain.get('claims')).not.toContain('acr');
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
  const userFlows = { signUpSignIn: 'B2C_1_in', editProfile: 'B2C_1_edit' };

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
