import { expect, test } from 'vitest';
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
