import { expect, test } from 'vitest';
import { z } from 'zod';
import { hostCookie } from '../../../../../samples/web-app/sign-in/session/cookie.ts';
import { encryptedCookie } from '../../../../../samples/web-app/sign-in/session/encrypted-cookie.ts';
import { sealedCookie } from '../../../../../samples/web-app/sign-in/session/sealed-cookie.ts';
import { Jar } from '../protocol/in-process.ts';

const Data = z.object({ who: z.string() });
const clock = { now: 1_000_000 };
const setting = {
  prefix: 'app',
  secure: true,
  secrets: ['s'.repeat(32)],
  registration: 'one',
  now: () => clock.now,
};
const written = (options: Partial<typeof setting> = {}, kind = 'kind') => {
  const jar = new Jar();
  encryptedCookie({ ...setting, ...options }, kind, Data).write(jar, { who: 'Alex' }, 60);
  return jar.get(`__Host-app.${kind}`) ?? '';
};
const opened = (value: string, options: Partial<typeof setting> = {}, kind = 'kind') =>
  encryptedCookie({ ...setting, ...options }, kind, Data).read(
    new Jar([[`__Host-app.${kind}`, value]]),
  );

test('C5 a cookie opens for its kind and its registration only', async () => {
  expect(await opened(written())).toEqual({ who: 'Alex' });
  expect(await opened(written(), {}, 'other')).toBeUndefined();
  expect(await opened(written(), { registration: 'two' })).toBeUndefined();
});

test('shows nothing of its content, and is another one each time', () => {
  const value = written();
  expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('Alex');
  expect(written()).not.toBe(value);
});

test('F9 opens until its time is over', async () => {
  const value = written();
  clock.now += 59_999;
  expect(await opened(value)).toBeDefined();
  clock.now += 1;
  expect(await opened(value)).toBeUndefined();
});

test('fault 13: opens with a secret that comes after a newer one', async () => {
  const [older, newer] = ['o'.repeat(32), 'n'.repeat(32)];
  const value = written({ secrets: [older] });
  expect(await opened(value, { secrets: [newer, older] })).toEqual({ who: 'Alex' });
  expect(await opened(value, { secrets: [newer] })).toBeUndefined();
  expect(await opened(written({ secrets: [newer, older] }), { secrets: [newer] })).toBeDefined();
});

test('opens what the version before sealed', async () => {
  const jar = new Jar();
  await sealedCookie(setting, 'kind', Data).write(jar, { who: 'Sam' }, 60);
  const cookie = encryptedCookie(setting, 'kind', Data);
  expect(await cookie.read(jar)).toEqual({ who: 'Sam' });
});

test.each(['', 'x', 'Fe26.2*x', '"', 'AAAA', '%'])('%j opens as nothing', async (value) => {
  expect(await opened(value)).toBeUndefined();
});

test('C5 every changed character is noticed', async () => {
  const value = written();
  for (let at = 0; at < value.length; at += 1) {
    const other = value[at] === 'A' ? 'B' : 'A';
    // The last character of base64url can hold bits that are not used.
    if (at === value.length - 1) continue;
    expect(
      await opened(value.slice(0, at) + other + value.slice(at + 1)),
      String(at),
    ).toBeUndefined();
  }
});

test('content of another form opens as nothing', async () => {
  const jar = new Jar();
  encryptedCookie(setting, 'kind', z.object({ other: z.number() })).write(jar, { other: 1 }, 60);
  expect(await encryptedCookie(setting, 'kind', Data).read(jar)).toBeUndefined();
});

test('a cookie that browsers would drop is not set', () => {
  const cookie = encryptedCookie(setting, 'kind', Data);
  expect(() => cookie.write(new Jar(), { who: 'x'.repeat(4000) }, 60)).toThrow(
    'The cookie __Host-app.kind would be too large',
  );
  expect(() => cookie.write(new Jar(), { who: 'x'.repeat(2900) }, 60)).not.toThrow();
});

test('a cookie may have 4,096 bytes with its name, and no byte more', () => {
  const cookie = hostCookie(setting, 'kind');
  const most = 4096 - '__Host-app.kind'.length;
  expect(() => cookie.set(new Jar(), 'x'.repeat(most), 60)).not.toThrow();
  expect(() => cookie.set(new Jar(), 'x'.repeat(most + 1), 60)).toThrow(RangeError);
});
