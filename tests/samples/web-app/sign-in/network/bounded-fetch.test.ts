import { describe, expect, test, vi } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import { boundedFetch } from '../../../../../samples/web-app/sign-in/network/bounded-fetch.ts';

const answering =
  (response: () => Response | Promise<Response>): typeof fetch =>
  async () =>
    response();

const bounded = (send: typeof fetch, seconds?: number) =>
  boundedFetch(send, (why) => new SignInError('provider_unavailable', why), seconds);

const failure = async (send: typeof fetch, seconds = 5): Promise<SignInError> => {
  const error = await bounded(
    send,
    seconds,
  )('https://provider.example/token?secret=1').catch((reason) => reason);
  if (!(error instanceof SignInError)) throw new Error(`not refused: ${error}`);
  return error;
};

describe('a bounded request', () => {
  test('gives status, headers and text', async () => {
    const reply = await bounded(answering(() => new Response('ä', { status: 400 })))(
      'https://a.example',
    );
    expect(reply).toMatchObject({ status: 400, text: 'ä' });
  });

  test('stops reading after 64 KiB, also when the answer never ends', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    const error = await failure(answering(() => new Response(endless)));
    expect(error.code).toBe('provider_unavailable');
    expect(sent).toBeLessThan(10);
  });

  test('ends when nobody answers, in the time that was given', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((__, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    expect((await failure(silent, 0.05)).code).toBe('provider_unavailable');
  });

  test('leaves no timer behind, however it ends', async () => {
    vi.useFakeTimers();
    await bounded(answering(() => new Response('')))('https://a.example');
    await failure(answering(() => Promise.reject(new Error('down'))));
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('tells fetch not to follow redirects', async () => {
    let mode: RequestRedirect | undefined;
    const send: typeof fetch = async (_, init) => {
      mode = init?.redirect;
      return new Response('');
    };
    await bounded(send)('https://a.example', { redirect: 'follow' });
    expect(mode).toBe('error');
  });

  test('names the place and the inner cause in the detail, and never the query', async () => {
    const refused = new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    const { detail } = await failure(answering(() => Promise.reject(refused)));
    expect(detail).toContain('https://provider.example/token');
    expect(detail).toContain('ECONNREFUSED');
    expect(detail).not.toContain('secret');
  });

  test('passes on how long to wait, within an hour, and says ten seconds when the provider says nothing', async () => {
    const busy = (after: string) =>
      answering(() => new Response('', { status: 429, headers: { 'retry-after': after } }));
    expect((await failure(busy('7'))).retryAfterSeconds).toBe(7);
    expect((await failure(busy('999999'))).retryAfterSeconds).toBe(3600);
    expect((await failure(busy('1.2'))).retryAfterSeconds).toBe(2);
    for (const nothing of ['soon', '0', '-5'])
      expect((await failure(busy(nothing))).retryAfterSeconds).toBe(10);
  });
});
