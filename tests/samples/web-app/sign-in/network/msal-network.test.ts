import { describe, expect, test } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  msalNetwork,
  NetworkFailure,
  UnusableTokens,
} from '../../../../../samples/web-app/sign-in/network/msal-network.ts';
import { tokenError } from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';

const answering = (text: string, status = 200) =>
  msalNetwork(async () => ({ status, headers: new Headers({ 'x-a': 'b' }), text }));
const post = (network: ReturnType<typeof msalNetwork>, body = 'a=b') =>
  network.sendPostRequestAsync('https://tenant.example/token', { body });

describe("MSAL's way to the network", () => {
  test('R2 is for posting only: what it could read, this app has read and checked', async () => {
    const reading = answering('{}').sendGetRequestAsync('https://tenant.example/keys');
    await expect(reading).rejects.toThrow();
  });

  test('hands over status, headers and JSON, without the hint to renew behind its back', async () => {
    const tokens = { access_token: 'at', token_type: 'Bearer' };
    const text = JSON.stringify({ ...tokens, refresh_in: 1 });
    expect(await post(answering(text))).toEqual({
      status: 200,
      headers: { 'x-a': 'b' },
      body: tokens,
    });
  });

  test('sends what MSAL wants to send, without the operating system and the processor', async () => {
    const sent: unknown[] = [];
    const network = msalNetwork(async (url, init) => {
      sent.push({ url, ...init });
      return { status: 400, headers: new Headers(), text: '{"error":"x"}' };
    });
    const body =
      'client_id=a&x-client-SKU=n&x-client-VER=7&x-client-OS=linux&x-client-CPU=x64&scope=a%20b%26x-client-OS%3Dc';
    const url = 'https://tenant.example/token';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await network.sendPostRequestAsync(url, { headers, body });
    await network.sendPostRequestAsync(url);
    const form = 'client_id=a&x-client-SKU=n&x-client-VER=7&scope=a%20b%26x-client-OS%3Dc';
    expect(sent).toEqual([
      { url, method: 'POST', headers, body: form },
      { url, method: 'POST', headers: {}, body: '' },
    ]);
  });

  test.each(['', '<h1>', '"text"', 'null', '[]', '1'])(
    'fault 8: %j is not a token response',
    async (text) => {
      const failure = await post(answering(text)).catch((error) => error);
      expect(failure).toBeInstanceOf(NetworkFailure);
      expect(tokenError(failure)).toMatchObject({ code: 'response_unusable' });
      expect(tokenError(failure).detail).toContain('not with JSON');
    },
  );

  test.each([
    [400, '{}'],
    [403, '{"message":"blocked by the proxy"}'],
    [400, '{"error":7}'],
    [200, '{"error":{"code":"x"}}'],
  ])('with status %i, %s names no error, so it is no refusal', async (status, text) => {
    const failure = await post(answering(text, status)).catch((error) => error);
    expect(tokenError(failure)).toMatchObject({ code: 'response_unusable' });
    expect(tokenError(failure).detail).toContain('names no error');
  });

  test('a refusal is handed over with its status', async () => {
    expect(await post(answering('{"error":"invalid_grant"}', 400))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  test('keeps the reason of a failure, which MSAL would replace', async () => {
    const reason = new SignInError('provider_unavailable', { detail: 'down' });
    const failure = await post(msalNetwork(() => Promise.reject(reason))).catch((error) => error);
    expect(failure).toMatchObject({ errorCode: 'network_failure', reason });
  });
});

describe('the tokens that MSAL is handed', () => {
  const [idToken, accessToken] = [{ id_token: 'i' }, { access_token: 'a', token_type: 'Bearer' }];
  /** The problem that is found in this response to this request. */
  const problem = async (form: Record<string, string>, tokens: object) => {
    const network = answering(JSON.stringify(tokens));
    const failure = await post(network, `${new URLSearchParams(form)}`).catch((error) => error);
    return failure instanceof NetworkFailure ? failure.reason : undefined;
  };
  const forSignIn = (scope?: string) => ({
    grant_type: 'authorization_code',
    ...(scope && { scope }),
  });
  const renewal = { grant_type: 'refresh_token', scope: 'Tasks.Read' };

  test.each([
    ['a sign-in', forSignIn('openid profile email offline_access'), idToken],
    ['a sign-in that names no scope', forSignIn(), idToken],
    [
      'a sign-in with an access token that nobody asked for',
      forSignIn('openid'),
      { ...idToken, ...accessToken },
    ],
    [
      'a sign-in that asked for an access token',
      forSignIn('openid Tasks.Read'),
      { ...idToken, ...accessToken },
    ],
    ['a renewal whose type is in other letters', renewal, { ...accessToken, token_type: 'bEARER' }],
    ['a renewal, which needs no new ID token', renewal, accessToken],
    ['a renewal of the ID token', { ...renewal, scope: 'openid profile offline_access' }, idToken],
  ])('are enough for %s', async (_, form, tokens) => {
    expect(await problem(form, tokens)).toBeUndefined();
  });

  test.each([
    ['id_token', 'no ID token', forSignIn('openid'), accessToken],
    ['id_token', 'an empty ID token', forSignIn('openid'), { id_token: '' }],
    ['id_token', 'an ID token that is not text', renewal, { ...accessToken, id_token: 1 }],
    ['access_token', 'no access token', forSignIn('openid Tasks.Read'), idToken],
    ['access_token', 'an empty access token', renewal, { ...accessToken, access_token: '' }],
    ['access_token', 'no access token for a renewal without scopes', {}, idToken],
    ['token_type', 'no type', renewal, { access_token: 'a' }],
    ['token_type', 'a list of types', renewal, { ...accessToken, token_type: ['Bearer'] }],
    ['token_type', 'a type that ends alike', renewal, { ...accessToken, token_type: 'xBearer' }],
    ['token_type', 'a type that begins alike', renewal, { ...accessToken, token_type: 'Bearer2' }],
    [
      'token_type',
      'the type of a token that is missing',
      forSignIn('openid'),
      { ...idToken, token_type: 'mac' },
    ],
  ])('are refused for their %s if there is %s', async (fault, _, form, tokens) => {
    const found = await problem(form, tokens);
    expect(found).toBeInstanceOf(UnusableTokens);
    expect(found).toMatchObject({ fault });
  });

  test('are refused in words for the log', async () => {
    expect(String(await problem(renewal, {}))).toBe(
      'UnusableTokens: the token response has no access token',
    );
  });
});
