import { describe, expect, test } from 'vitest';
import { clientAddress } from '../../../../../samples/web-app/sign-in/express/client-address.ts';
import { signInLimit } from '../../../../../samples/web-app/sign-in/express/sign-in-limit.ts';

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

  test('counts each address by itself, and an IPv6 network as one', () => {
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

  test('remembers only so many addresses, and forgets the oldest first', () => {
    const wait = signInLimit({ perMinute: 1, addresses: 2 });
    for (const address of ['a', 'b', 'c']) expect(wait(address)).toBe(0);
    expect(wait('c')).toBeGreaterThan(0);
    expect(wait('b')).toBeGreaterThan(0);
    expect(wait('a')).toBe(0);
  });

  test('an address that comes again counts as new', () => {
    let now = 0;
    const wait = signInLimit({ perMinute: 1, addresses: 3, now: () => now });
    for (const address of ['a', 'b']) wait(address);
    now = 60_000;
    for (const address of ['a', 'c', 'd']) expect(wait(address)).toBe(0);
    expect(wait('a')).toBeGreaterThan(0);
  });

  test('0 is no limit', () => {
    const wait = signInLimit({ perMinute: 0 });
    expect(new Set(times(5_000, () => wait('a')))).toEqual(new Set([0]));
  });
});

describe('the address of a visitor', () => {
  test.each<[what: string, peer: string | undefined, forwardedFor: string | undefined, is: string]>(
    [
      ['without a proxy', '203.0.113.7', undefined, '203.0.113.7'],
      ['in the IPv6 way of writing', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
      ['made up by the visitor', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
      ['passed on by a nearby proxy', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
      ['with a port', '10.1.2.3', '203.0.113.7:51234', '203.0.113.7'],
      ['with brackets', '::1', '[2001:db8::7]:443', '2001:db8::7'],
      ['by two nearby proxies', '10.1.2.3', '203.0.113.7, 192.168.0.4', '203.0.113.7'],
      ['made up before a proxy', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
      ['no address at all', '127.0.0.1', 'unknown', '127.0.0.1'],
      ['empty', '127.0.0.1', '', '127.0.0.1'],
      ['of a connection that is gone', undefined, '203.0.113.7', ''],
      ['in a private network', 'fd00::1', '10.0.0.9', '10.0.0.9'],
    ],
  )('%s', (_, peer, forwardedFor, is) => {
    expect(clientAddress(peer, forwardedFor)).toBe(is);
  });

  const nearby = [
    ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
    ['100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
    ['126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
    ['169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
    ['172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
    ['192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
    ['::', '::1', '::1', '::2'],
    ['fbff::', 'fc00::', 'fdff::', 'fe00::'],
    ['fe7f::', 'fe80::', 'febf::', 'fec0::'],
  ] as const;
  test.each(nearby)('after %s, from %s to %s and before %s', (before, first, last, after) => {
    const isBelieved = (peer: string) => clientAddress(peer, '203.0.113.7') === '203.0.113.7';
    expect([before, first, last, after].map(isBelieved)).toEqual([false, true, true, false]);
  });
});
