import { describe, expect, test } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  msalNetwork,
  NetworkFailure,
} from '../../../../../samples/web-app/sign-in/network/msal-network.ts';
import { tokenError } from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';

const answering = (text: string, status = 200) =>
  msalNetwork(async () => ({ status, headers: new Headers({ 'x-a': 'b' }), text }));
const post = (network: ReturnType<typeof msalNetwork>) =>
  network.sendPostRequestAsync('https://tenant.example/token', { body: 'a=b' });

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
    const network = msalNetwork(async (_, init) => {
      sent.push(init?.body);
      return { status: 400, headers: new Headers(), text: '{"error":"x"}' };
    });
    const body =
      'client_id=a&x-client-SKU=n&x-client-VER=7&x-client-OS=linux&x-client-CPU=x64&scope=a%20b%26x-client-OS%3Dc';
    await network.sendPostRequestAsync('https://tenant.example/token', { body });
    expect(sent).toEqual([
      'client_id=a&x-client-SKU=n&x-client-VER=7&scope=a%20b%26x-client-OS%3Dc',
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
    expect(failure.reason).toBe(reason);
  });
});
