import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { CookieOptions } from '../../../../../samples/web-app/sign-in/session/cookie.ts';
import { sealedCookie } from '../../../../../samples/web-app/sign-in/session/sealed-cookie.ts';
import { Jar } from '../protocol/in-process.ts';

const Data = z.object({ who: z.string() });
const setting = {
  prefix: 'app',
  secure: true,
  secrets: ['s'.repeat(32)],
  registration: 'one',
  now: () => 1_000_000,
};

test('C5 a cookie does not open as one of another kind, or of another registration', async () => {
  const jar = new Jar();
  await sealedCookie(setting, 'session', Data).write(jar, { who: 'Alex' }, 60);
  const sealed = jar.get('__Host-app.session') ?? '';
  const opened = (kind: string, registration: string) => {
    const presented = new Jar([[`__Host-app.${kind}`, sealed]]);
    return sealedCookie({ ...setting, registration }, kind, Data).read(presented);
  };
  expect(await opened('session', 'one')).toEqual({ who: 'Alex' });
  expect(await opened('sign-out', 'one')).toBeUndefined();
  expect(await opened('session', 'another')).toBeUndefined();
});

test('C1 a cookie is set and cleared with the same attributes, and lives as long as its seal', async () => {
  const set: CookieOptions[] = [];
  const jar = {
    get: () => undefined,
    all: () => [],
    names: () => [],
    set: (_name: string, _value: string, options: CookieOptions) => void set.push(options),
  };
  const cookie = sealedCookie(setting, 'session', Data);
  await cookie.write(jar, { who: 'Alex' }, 59.5);
  cookie.clear(jar);
  const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };
  expect(set).toEqual([
    { ...attributes, maxAge: 60 },
    { ...attributes, maxAge: 0 },
  ]);
});

test('a cookie that browsers would drop is refused, with room for its name and attributes', async () => {
  const cookie = sealedCookie(setting, 'transaction.', Data);
  const lengthWith = async (length: number) => {
    const jar = new Jar();
    await cookie.write(jar, { who: 'x'.repeat(length) }, 60);
    return jar.get('__Host-app.transaction.')?.length ?? 0;
  };
  let longest = 0;
  let length = 2_000;
  for (let refused = false; !refused; length += 10)
    await lengthWith(length).then(
      (sealed) => {
        longest = sealed;
      },
      (error) => {
        refused = true;
        expect(error).toBeInstanceOf(RangeError);
        expect(error.message).toContain('transaction. would be too large');
      },
    );
  expect(longest).toBeLessThanOrEqual(4096 - '__Host-app.transaction.'.length);
  expect(longest).toBeGreaterThan(4_000);
});

test('a cookie ends by the clock that it was given, and by no other', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const cookie = sealedCookie(setting, 'session', Data);
  const jar = new Jar();
  await cookie.write(jar, { who: 'Alex' }, 60);
  vi.setSystemTime(Date.now() + 30 * 24 * 3600 * 1000);
  expect(await cookie.read(jar)).toEqual({ who: 'Alex' });
});
