import { describe, expect, it } from 'vitest';
import { createRelyingParty } from '../../../../../samples/web-app/sign-in/index.ts';
import { codeChallenge } from '../../../../../samples/web-app/sign-in/protocol/transaction.ts';
import { clientId, inProcess, Jar } from './in-process.ts';

/** A relying party whose token requests are kept, and refused if the test says with what. */
function watched(setting: Parameters<typeof inProcess>[0] = {}) {
  const fake = inProcess(setting);
  const tokenRequests: URLSearchParams[] = [];
  const told: { refusal?: object } = {};
  const relyingParty = createRelyingParty({
    ...fake.settings,
    fetch: async (input, init) => {
      if (!new URL(String(input)).pathname.endsWith('/token'))
        return (fake.settings.fetch ?? fetch)(input, init);
      tokenRequests.push(new URLSearchParams(String(init?.body)));
      if (told.refusal) return Response.json(told.refusal, { status: 400 });
      return (fake.settings.fetch ?? fetch)(input, init);
    },
  });
  const signedIn = async (jar = new Jar()) => {
    await relyingParty.redirect(jar, fake.back(await relyingParty.signIn(jar)));
    return jar;
  };
  return { ...fake, relyingParty, tokenRequests, told, signedIn };
}

describe('what the app sends to the identity provider', () => {
  it('at the start, ties the response to this browser, this attempt, and this app', async () => {
    const { relyingParty } = watched();
    const { searchParams } = await relyingParty.signIn(new Jar(), { scopes: ['Tasks.Read'] });
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: clientId,
      redirect_uri: 'http://localhost:3000/auth/redirect',
      response_type: 'code',
      response_mode: 'query',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(searchParams.get('scope')?.split(' ').sort()).toEqual(
      ['Tasks.Read', 'offline_access', 'openid', 'profile'].sort(),
    );
    const plain = (await relyingParty.signIn(new Jar())).searchParams.get('scope');
    expect(plain?.split(' ').sort()).toEqual(['offline_access', 'openid', 'profile']);
  });

  it('for the code, sends the verifier of this attempt, the same redirect URI, and the same scopes', async () => {
    const { relyingParty, back, tokenRequests } = watched();
    const jar = new Jar();
    const url = await relyingParty.signIn(jar, { scopes: ['Tasks.Read'] });
    await relyingParty.redirect(jar, back(url, { code: 'the-code' }));
    const [request] = tokenRequests;
    expect(Object.fromEntries(request ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: 'http://localhost:3000/auth/redirect',
    });
    expect(codeChallenge(request?.get('code_verifier') ?? '')).toBe(
      url.searchParams.get('code_challenge'),
    );
    expect(request?.get('scope')?.split(' ')).toContain('Tasks.Read');
  });
});

describe('a response that names its issuer', () => {
  const outcome = async (advertised: boolean | undefined, changes: Record<string, string>) => {
    const { relyingParty, provider, back } = watched();
    Object.assign(provider.metadata, {
      authorization_response_iss_parameter_supported: advertised,
    });
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar), { code: 'c', ...changes });
    return relyingParty.redirect(jar, url).then(
      () => 'signed in',
      (error) => error.code,
    );
  };

  it('F4 must name the right one, and must name it if the metadata promises that', async () => {
    const iss = watched().provider.metadata.issuer;
    expect(await outcome(true, { iss })).toBe('signed in');
    expect(await outcome(undefined, { iss })).toBe('signed in');
    expect(await outcome(undefined, {})).toBe('signed in');
    expect(await outcome(false, {})).toBe('signed in');
    expect(await outcome(true, {})).toBe('issuer_mismatch');
    expect(await outcome(undefined, { iss: 'https://evil.example' })).toBe('issuer_mismatch');
  });
});

it('F1 a parameter that appears twice counts as missing', async () => {
  const { relyingParty, back } = watched();
  for (const [name, code] of [
    ['state', 'state_missing'],
    ['code', 'code_missing'],
  ] as const) {
    const jar = new Jar();
    const url = back(await relyingParty.signIn(jar));
    url.searchParams.append(name, url.searchParams.get(name) ?? '');
    await expect(relyingParty.redirect(jar, url)).rejects.toMatchObject({ code });
  }
});

it('canceling something else than an edit is not passed over', async () => {
  const { relyingParty, back, signedIn } = watched({
    tenantType: 'b2c',
    userFlows: {
      signUpSignIn: 'B2C_1_in',
      resetPassword: 'B2C_1_reset',
      editProfile: 'B2C_1_edit',
    },
  });
  const canceled = { error: 'access_denied', error_description: 'AADB2C90091: Cancellation.' };
  const jar = await signedIn();
  const reset = await relyingParty.signIn(jar, { userFlow: 'resetPassword' });
  await expect(relyingParty.redirect(jar, back(reset, canceled))).rejects.toMatchObject({
    code: 'access_denied',
  });
  const edit = await relyingParty.signIn(jar, { userFlow: 'editProfile', returnTo: '/profile' });
  expect(await relyingParty.redirect(jar, back(edit, canceled))).toMatchObject({
    user: { objectId: 'object-1' },
    returnTo: '/profile',
  });
});

it('a user flow that resets passwords can’t ask for itself', async () => {
  const { relyingParty, back } = watched({
    tenantType: 'b2c',
    userFlows: { signUpSignIn: 'B2C_1_in', resetPassword: 'B2C_1_reset' },
  });
  const forgotten = { error: 'access_denied', error_description: 'AADB2C90118: Forgot password.' };
  const jar = new Jar();
  const start = await relyingParty.signIn(jar);
  await expect(relyingParty.redirect(jar, back(start, forgotten))).rejects.toMatchObject({
    code: 'password_reset_requested',
  });
  const reset = await relyingParty.signIn(jar, { userFlow: 'resetPassword', returnTo: '/profile' });
  await expect(relyingParty.redirect(jar, back(reset, forgotten))).rejects.toMatchObject({
    code: 'provider_refused',
    errorCode: 'AADB2C90118',
    returnTo: '/profile',
  });
});

describe('an access token that can’t be renewed', () => {
  const scopes = ['api://tasks/Tasks.Read'];
  const refusedWith = async (refusal: object) => {
    const { relyingParty, told, signedIn } = watched();
    const jar = await signedIn();
    told.refusal = refusal;
    const error = await relyingParty.accessToken(jar, scopes).catch((each: unknown) => each);
    return { error, user: await relyingParty.user(jar) };
  };

  it('asks the user to sign in, with these scopes and what the identity provider wants proven', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const { error, user } = await refusedWith({
      error: 'interaction_required',
      error_description: 'AADSTS50076: Use multifactor authentication.',
      claims,
    });
    expect(error).toMatchObject({ code: 'sign_in_required', scopes, claims });
    expect(error).toMatchObject({ detail: expect.stringContaining('AADSTS50076') });
    expect(user).toBeDefined();
  });

  it('because the refresh token is over asks for it as well, without claims', async () => {
    const { error } = await refusedWith({
      error: 'invalid_grant',
      error_description: 'AADSTS70008: Expired.',
    });
    expect(error).toMatchObject({ code: 'sign_in_required', scopes, claims: undefined });
  });

  it('for any other reason is a failure of its own', async () => {
    const { error } = await refusedWith({
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid secret.',
    });
    expect(error).toMatchObject({ code: 'client_refused', errorCode: 'AADSTS7000215' });
  });
});

it('a token that is still valid takes neither the metadata nor a token request', async () => {
  const { relyingParty, provider, tokenRequests, back, pass } = watched({
    lifetime: { idle: 28_800, absolute: 28_800 },
  });
  provider.tokens = { expires_in: 3 * 3600 };
  const jar = new Jar();
  const scopes = ['Tasks.Read'];
  await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, { scopes })));
  const token = await relyingParty.accessToken(jar, scopes);
  // The metadata is kept for an hour.
  pass(61 * 60_000);
  const before = [provider.asked.length, tokenRequests.length];
  expect(await relyingParty.accessToken(jar, scopes)).toBe(token);
  expect([provider.asked.length, tokenRequests.length]).toEqual(before);
});
