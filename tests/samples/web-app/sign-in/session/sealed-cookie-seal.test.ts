import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decrypt, encrypt } from '../../../../../samples/web-app/sign-in/session/encryption.ts';
import { createSeal } from '../../../../../samples/web-app/sign-in/session/sealed-cookie.ts';

const Data = z.object({ who: z.string() });
const [older, newer, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
];

describe('a seal', () => {
  test('opens what it made', async () => {
    const seal = createSeal([older], 'session');
    expect(await seal.open(Data, await seal.seal({ who: 'Alex' }, 60))).toEqual({ who: 'Alex' });
  });

  test('C5 opens nothing that was made for another purpose', async () => {
    const sealed = await createSeal([older], 'transaction').seal({ who: 'Alex' }, 60);
    expect(await createSeal([older], 'session').open(Data, sealed)).toBeUndefined();
  });

  test('fault 13: after a change of secrets it still opens the old, and seals with the new', async () => {
    const before = await createSeal([older], 'session').seal({ who: 'Alex' }, 60);
    const rotated = createSeal([newer, older], 'session');
    expect(await rotated.open(Data, before)).toEqual({ who: 'Alex' });
    const after = await rotated.seal({ who: 'Sam' }, 60);
    expect(await createSeal([newer], 'session').open(Data, after)).toEqual({ who: 'Sam' });
    expect(await createSeal([older], 'session').open(Data, after)).toBeUndefined();
    expect(await createSeal([other], 'session').open(Data, before)).toBeUndefined();
  });

  test('hides what it holds', async () => {
    expect(await createSeal([older], 'session').seal({ who: 'Alex' }, 60)).not.toContain('Alex');
  });

  test('refuses data of another shape, and never throws', async () => {
    const seal = createSeal([older], 'session');
    expect(await seal.open(Data, await seal.seal({ whom: 'Alex' }, 60))).toBeUndefined();
    for (const text of ['', '*', 'Fe26.2*1*2*3*4*5*6*7', '*******~2', '\u{1f600}'])
      expect(await seal.open(Data, text)).toBeUndefined();
  });

  test('is over when its time is over', async () => {
    const seal = createSeal([older], 'session');
    expect(await seal.open(Data, await seal.seal({ who: 'Alex' }, -120))).toBeUndefined();
  });

  test('needs a long secret', () => {
    expect(() => createSeal(['short'], 'session')).toThrow(/32 characters/);
    expect(() => createSeal([], 'session')).toThrow(/32 characters/);
  });
});

describe('entries of the store', () => {
  const key = Buffer.alloc(32, 1).toString('base64url');
  const otherKey = Buffer.alloc(32, 2).toString('base64url');

  test('open with their key and under their name only', () => {
    const entry = encrypt('tokens', key, 'session-1');
    expect(decrypt(entry, key, 'session-1')).toBe('tokens');
    expect(decrypt(entry, otherKey, 'session-1')).toBeUndefined();
    expect(decrypt(entry, key, 'session-2')).toBeUndefined();
    expect(Buffer.from(entry, 'base64url').toString('latin1')).not.toContain('tokens');
  });

  test('never look the same twice', () => {
    const [one, two] = [encrypt('tokens', key, 'session-1'), encrypt('tokens', key, 'session-1')];
    expect(one.slice(0, 16)).not.toBe(two.slice(0, 16));
  });

  test('do not open with a part of their seal, which would be easy to guess', () => {
    const nothing = Buffer.from(encrypt('', key, 'session-1'), 'base64url');
    expect(decrypt(nothing.toString('base64url'), key, 'session-1')).toBe('');
    for (const bytes of [16, 20, 24, 27])
      expect(
        decrypt(nothing.subarray(0, bytes).toString('base64url'), key, 'session-1'),
      ).toBeUndefined();
  });

  test('fault 5: damaged in any way, they are a miss', () => {
    const entry = encrypt('tokens', key, 'session-1');
    for (const damaged of [
      '',
      'x',
      entry.slice(1),
      entry.slice(0, -2),
      `A${entry.slice(1)}x`,
      '{}',
    ])
      expect(decrypt(damaged, key, 'session-1')).toBeUndefined();
    expect(decrypt(entry, 'short', 'session-1')).toBeUndefined();
  });
});
