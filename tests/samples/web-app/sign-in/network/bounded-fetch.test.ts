import { describe, expect, test, vi } from 'vitest';
import { SignInError } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  boundedFetch,
  boundedReply,
  RequestFailure,
} from '../../../../../samples/web-app/sign-in/network/bounded-fetch.ts';

const answering =
  (response: () => Response | Promise<Response>): typeof fetch =>
  async () =>
    response();

const bounded = (send: typeof fetch, seconds?: number) =>
  boundedFetch(
    send,
    (why) =>
      new SignInError('provider_unavailable', { ...why, detail: `${why.reason} ${why.detail}` }),
    seconds,
  );
const causedBy = (causes: readonly Error[]) =>
  causes.reduceRight((cause, error) => Object.assign(error, { cause }));

const failure = async (send: typeof fetch, seconds?: number): Promise<SignInError> => {
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
    const empty = await bounded(answering(() => new Response(null, { status: 204 })))(
      'https://a.example',
    );
    expect(empty).toMatchObject({ status: 204, text: '' });
  });

  test('a failure is logged with the name that Node.js gives it, for people to look up', async () => {
    const code = 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
    const cause = Object.assign(new Error('unable to get local issuer certificate'), { code });
    const error = await failure(async () => {
      throw new TypeError('fetch failed', { cause });
    });
    expect(error.detail).toContain(`unable to get local issuer certificate (${code})`);
    const named = await failure(async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' });
    });
    expect(named.detail).not.toContain('(ENOTFOUND)');
  });

  test('a failure is logged with at most five causes, from the outside in', async () => {
    const causes = ['one', 'two', 'three', 'four', 'five', 'six'].map((text) => new Error(text));
    const { detail } = await failure(answering(() => Promise.reject(causedBy(causes))));
    expect(detail).toBe(
      'unreachable https://provider.example/token: no connection: one: two: three: four',
    );
  });

  test('a failure is logged without a code that is only a number', async () => {
    const aborted = new DOMException('The operation was aborted', 'AbortError');
    const { detail } = await failure(answering(() => Promise.reject(aborted)));
    expect(detail).toMatch(/: The operation was aborted$/);
  });

  test('a failure keeps its cause, for a debugger', async () => {
    const cause = new Error('down');
    const error = await failure(answering(() => Promise.reject(cause)));
    expect(error.cause).toBeInstanceOf(RequestFailure);
    expect(error.cause).toMatchObject({ name: 'RequestFailure', reason: 'unreachable', cause });
  });

  test('a response may have 64 KiB, and no byte more', async () => {
    const ofLength = (length: number) => answering(() => new Response('x'.repeat(length)));
    expect((await boundedReply(ofLength(65_536), 'https://a.example')).text).toHaveLength(65_536);
    expect((await failure(ofLength(65_537))).detail).toMatch(/^too_large /);
  });

  test('stops reading after 64 KiB, also when the answer never ends', async () => {
    let sent = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream({
      cancel,
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384));
        // So that a reader without a limit fails, instead of keeping this process busy forever.
        if (sent === 100) controller.error(new Error('read on and on'));
      },
    });
    const error = await failure(answering(() => new Response(endless)));
    expect(error.detail).toMatch(/^too_large .*longer than 65536 bytes/);
    expect(sent).toBeLessThan(10);
    expect(cancel).toHaveBeenCalled();
  });

  const never = (signal: AbortSignal | null | undefined) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });

  test.each<[string, typeof fetch]>([
    ['nobody answers', (_, init) => never(init?.signal)],
    [
      'the answer stops in the middle',
      async (_, init) =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new Uint8Array(1)),
            pull: () => never(init?.signal),
          }),
        ),
    ],
  ])('R3 ends after five seconds when %s', async (_, silent) => {
    vi.useFakeTimers();
    let ended: unknown = 'still waiting';
    void failure(silent).then(({ detail }) => {
      ended = detail;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    const before = ended;
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(before).toBe('still waiting');
    expect(ended).toMatch(/^timed_out .*within 5 seconds/);
  });

  test('ends in the time that was given', async () => {
    vi.useFakeTimers();
    let ended: unknown = 'still waiting';
    void failure((_, init) => never(init?.signal), 0.05).then(({ detail }) => {
      ended = detail;
    });
    await vi.advanceTimersByTimeAsync(50);
    vi.useRealTimers();
    expect(ended).toMatch(/^timed_out .*within 0.05 seconds/);
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
    expect(mode).toBe('manual');
  });

  test.each([300, 301, 302, 303, 307, 308, 399])(
    'R3 a redirect with status %i is an error',
    async (status) => {
      const elsewhere = { status, headers: { location: 'https://elsewhere.example/' } };
      const { detail } = await failure(answering(() => new Response(null, elsewhere)));
      expect(detail).toMatch(/^redirected /);
    },
  );

  test('R3 a redirect that fetch hides, as browsers do, is an error', async () => {
    const hidden = Object.defineProperties(new Response(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    });
    expect((await failure(answering(() => hidden))).detail).toMatch(/^redirected /);
  });

  test('lets go of the page that a redirect brings, without reading it', async () => {
    const cancel = vi.fn();
    const page = new ReadableStream({ cancel });
    await failure(answering(() => new Response(page, { status: 302 })));
    expect(cancel).toHaveBeenCalled();
  });

  test.each([
    ['certificate_untrusted', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    ['certificate_untrusted', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }],
    ['certificate_untrusted', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }],
    ['certificate_untrusted', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['certificate_untrusted', { code: 'CERT_HAS_EXPIRED' }],
    ['certificate_untrusted', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['proxy_refused', { message: 'Proxy response (407) !== 200 when HTTP Tunneling' }],
    ['unreachable', { code: 'ECONNREFUSED' }],
    ['unreachable', { code: 'ENOTFOUND' }],
    ['unreachable', { message: 'getaddrinfo ENOTFOUND CERT_SERVER' }],
  ])('says %s of a connection that failed with %j', async (reason, of) => {
    const cause = Object.assign(new Error('x'), of);
    const failed = new TypeError('fetch failed', { cause: new Error('inner', { cause }) });
    const { detail } = await failure(answering(() => Promise.reject(failed)));
    expect(detail).toMatch(new RegExp(`^${reason} `));
  });

  test('says of status 429 and 5xx that the identity provider is failing, not silent', async () => {
    for (const status of [429, 500, 503])
      expect((await failure(answering(() => new Response('', { status })))).detail).toBe(
        `failing https://provider.example responded with status ${status}`,
      );
  });

  test('names the place and the inner cause in the detail, and never the query', async () => {
    const refused = new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    const { detail } = await failure(answering(() => Promise.reject(refused)));
    expect(detail).toContain('https://provider.example/token');
    expect(detail).toContain('ECONNREFUSED');
    expect(detail).not.toContain('secret');
  });

  test('passes on how long to wait, within an hour, and ten seconds if the identity provider sends no time', async () => {
    const busy = (after: string) =>
      answering(() => new Response('', { status: 429, headers: { 'retry-after': after } }));
    expect((await failure(busy('7'))).retryAfterSeconds).toBe(7);
    expect((await failure(busy('999999'))).retryAfterSeconds).toBe(3600);
    expect((await failure(busy('1.2'))).retryAfterSeconds).toBe(2);
    expect((await failure(busy('0.2'))).retryAfterSeconds).toBe(1);
    for (const nothing of ['soon', '0', '-5'])
      expect((await failure(busy(nothing))).retryAfterSeconds).toBe(10);
  });
});
