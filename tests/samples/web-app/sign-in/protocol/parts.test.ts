import { describe, expect, it, vi } from 'vitest';
import { createRelyingParty } from '../../../../../samples/web-app/sign-in/index.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { inProcess, Jar } from './in-process.ts';

type Options = Parameters<typeof createRelyingParty>[0];

/** The outcome of a sign-in's start at an identity provider that answers like this. */
async function startWith(send: typeof fetch) {
  const { settings } = inProcess();
  const relyingParty = createRelyingParty({ ...settings, fetch: send });
  return relyingParty.signIn(new Jar()).then(
    () => 'started',
    (error) => error.code,
  );
}
const failing = (error: Error) => startWith(() => Promise.reject(error));

describe('a request to the identity provider that fails', () => {
  it.each([
    ['a connection that is refused', new Error('ECONNREFUSED'), 'provider_unavailable'],
    [
      'a certificate that nobody trusts',
      Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      'certificate_untrusted',
    ],
    ['a proxy that refuses', new Error('Proxy response (403)'), 'proxy_refused'],
  ])('by %s has a code of its own', async (_, error, code) => {
    expect(await failing(error)).toBe(code);
  });

  it.each([
    ['a redirect', () => new Response(null, { status: 302 }), 'response_unusable'],
    ['too long a response', () => new Response('x'.repeat(70_000)), 'response_unusable'],
    ['a busy provider', () => new Response('', { status: 503 }), 'provider_failing'],
  ])('by %s has a code of its own', async (_, response, code) => {
    expect(await startWith(async () => response())).toBe(code);
  });

  it('by a response that never comes has a code of its own', async () => {
    vi.useFakeTimers();
    const outcome = startWith(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(await outcome).toBe('provider_unavailable');
  });
});

/** Two relying parties on one store, with one change between them. */
async function passedOn(change: (settings: Options) => Partial<Options>) {
  const tokenStore = memoryTokenStore();
  const { settings, signedIn } = inProcess({ tokenStore });
  const jar = await signedIn();
  const other = createRelyingParty({ ...settings, ...change(settings) });
  return other.user(jar);
}
const registrationWith =
  (change: object) =>
  ({ registration }: Options) => ({ registration: { ...registration, ...change } });

describe('a session', () => {
  it('is shared by the instances of one app', async () => {
    expect(await passedOn(() => ({}))).toMatchObject({ subject: 'subject-1' });
    expect(await passedOn(() => ({ cookiePrefix: 'app' }))).toBeDefined();
  });

  it.each<[string, (settings: Options) => Partial<Options>]>([
    ['another app', registrationWith({ clientId: '33333333-2222-4222-8222-222222222222' })],
    ['another tenant', registrationWith({ authority: 'https://tenant.example/other' })],
    ['another tenant type', registrationWith({ tenantType: 'external-id' })],
    ['another prefix', () => ({ cookiePrefix: 'other' })],
    ['another secret', () => ({ sessionSecrets: ['t'.repeat(32)] })],
  ])('counts for nothing in %s on the same store', async (_, change) => {
    expect(await passedOn(change)).toBeUndefined();
  });

  it('lasts an hour unused and eight hours in all if the app sets nothing', async () => {
    const { relyingParty, signedIn, pass } = inProcess();
    const jar = await signedIn();
    expect(jar.seconds.get('app.session')).toBe(3600);
    for (let time = 0; time < 15; time += 1) {
      pass(1_800_000);
      expect(await relyingParty.user(jar)).toBeDefined();
    }
    pass(1_800_000);
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  it('on https, has a cookie that is bound to it', async () => {
    const { signedIn } = inProcess({ origin: 'https://app.example' });
    expect((await signedIn()).names()).toEqual(['__Host-app.session']);
  });
});

it('without a log and a clock, the app signs in all the same', async () => {
  const { settings, back } = inProcess();
  const { log: _log, now: _now, ...others } = settings;
  const relyingParty = createRelyingParty({ ...others, tokenStore: memoryTokenStore() });
  const jar = new Jar();
  await relyingParty.redirect(jar, back(await relyingParty.signIn(jar)));
  expect(await relyingParty.user(jar)).toMatchObject({ subject: 'subject-1' });
});
