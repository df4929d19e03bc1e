import { describe, expect, test } from 'vitest';
import { signInLimit } from '../../../../../samples/web-app/sign-in/network/sign-in-limit.ts';

describe('the limit of sign-ins', () => {
  const times = (count: number, ask: () => number) => Array.from({ length: count }, ask);

  test('lets so many pass in a minute, then says how long to wait, then begins again', () => {
    let now = 1_000_000;
    const wait = signInLimit({ perMinute: 3, now: () => now });
    expect(times(5, () => wait('203.0.113.7'))).toEqual([0, 0, 0, 60, 60]);
    now += 45_500;
    expect(wait('203.0.113.7')).toBe(15);
    now += 14_500;
    expect(wait('203.0.113.7')).toBe(0);
  });

  test('counts each address on its own, and an IPv6 network as one', () => {
    const wait = signInLimit({ perMinute: 1 });
    expect(wait('203.0.113.7')).toBe(0);
    expect(wait('203.0.113.8')).toBe(0);
    expect(wait('2001:db8:1:2::a')).toBe(0);
    expect(wait('2001:db8:1:2:ffff::b')).toBeGreaterThan(0);
    expect(wait('2001:0db8:0001:0002::c')).toBeGreaterThan(0);
    expect(wait('2001:db8:1:3::a')).toBe(0);
    expect(wait('2001:db8::1')).toBe(0);
    expect(wait('2001:db8:0:0:9::')).toBeGreaterThan(0);
  });

  test('counts an address once, however it is written, and all that is none as one', () => {
    const wait = signInLimit({ perMinute: 1 });
    expect(wait('203.0.113.7')).toBe(0);
    for (const again of ['::ffff:203.0.113.7', '203.0.113.7:51234'])
      expect(wait(again)).toBeGreaterThan(0);
    expect(wait('[2001:db8::7]:443')).toBe(0);
    expect(wait('2001:db8::8')).toBeGreaterThan(0);
    expect(wait('made up')).toBe(0);
    expect(wait('made up again')).toBeGreaterThan(0);
  });

  test('remembers only so many addresses, and forgets the oldest first', () => {
    const wait = signInLimit({ perMinute: 1, addresses: 2 });
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(wait(address)).toBe(0);
    expect(wait('192.0.2.3')).toBeGreaterThan(0);
    expect(wait('192.0.2.2')).toBeGreaterThan(0);
    expect(wait('192.0.2.1')).toBe(0);
  });

  test('an address that comes again counts as new', () => {
    let now = 0;
    const wait = signInLimit({ perMinute: 1, addresses: 3, now: () => now });
    for (const address of ['192.0.2.1', '192.0.2.2']) wait(address);
    now = 60_000;
    for (const address of ['192.0.2.1', '192.0.2.3', '192.0.2.4']) expect(wait(address)).toBe(0);
    expect(wait('192.0.2.1')).toBeGreaterThan(0);
  });

  test('0 turns the limit off', () => {
    const wait = signInLimit({ perMinute: 0 });
    expect(new Set(times(5_000, () => wait('a')))).toEqual(new Set([0]));
  });

  const both = (one: string, other: string) => {
    const wait = signInLimit({ perMinute: 1 });
    return [wait(one), wait(other)];
  };

  test.each([
    ['::1', '::2'],
    ['2001:db8::', '2001:db8:0:0:ffff::'],
    ['1:2:3:4::', '1:2:3:4:5:6:7:8'],
    ['1::4:5:6:7:8', '1::4:a:b:c:d'],
    ['2001:DB8::1', '2001:db8::2'],
    ['[2001:db8::7]', '2001:db8::9'],
    ['[2001:db8::7]:8443', '2001:db8::9'],
    ['[203.0.113.7]:8443', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7:8443'],
    ['203.0.113.7:8', '203.0.113.7:84'],
    ['fe80::1%eth0', 'fe80::2%en1'],
    ['[fe80::1%25eth0]:8443', 'fe80::2'],
    ['%', 'unknown'],
    ['203.0.113', 'unknown'],
    ['', 'unknown'],
  ])('counts %s and %s as one', (one, other) => {
    expect(both(one, other)).toEqual([0, 60]);
  });

  test.each([
    ['1:23:4:5::', '12:3:4:5::'],
    ['1:2:3:4::', '9:2:3:4::'],
    ['1:2:3:4::', '1:2:3:9::'],
    ['1::4:5:6:7:8', '1::9:5:6:7:8'],
    ['::1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8'],
    ['64::ffff:203.0.113.7', 'unknown'],
    ['203.0.113.7', '203.0.113.70'],
    ['203.0.113.7', 'unknown'],
  ])('counts %s and %s apart', (one, other) => {
    expect(both(one, other)).toEqual([0, 0]);
  });

  test('begins again after exactly a minute, for an address that waited and for one that didn’t', () => {
    let now = 0;
    const wait = signInLimit({ perMinute: 2, now: () => now });
    expect(times(3, () => wait('203.0.113.7'))).toEqual([0, 0, 60]);
    now = 59_999;
    expect(wait('203.0.113.7')).toBe(1);
    now = 60_000;
    expect(times(3, () => wait('203.0.113.7'))).toEqual([0, 0, 60]);
  });

  test('remembers ten thousand addresses', () => {
    const wait = signInLimit({ perMinute: 1, now: () => 0 });
    const addresses = Array.from(
      { length: 10_000 },
      (_, each) => `10.0.${Math.floor(each / 256)}.${each % 256}`,
    );
    for (const address of addresses) wait(address);
    expect(wait('10.0.0.0')).toBe(60);
    wait('192.0.2.1');
    expect(wait('10.0.0.1')).toBe(60);
    expect(wait('10.0.0.0')).toBe(0);
  });
});
