import type { AstroCookies } from 'astro';
import { parseCookie } from 'cookie';
import { expect, it } from 'vitest';
import { cookieJar } from '../../src/auth/cookies.ts';

const options = { httpOnly: true, secure: false, sameSite: 'lax', path: '/', maxAge: 60 } as const;

/** A jar over a Cookie header, with Astro's behavior: what is set counts from then on. */
function jarOf(cookie: string) {
  const request = new Request('http://localhost/', { headers: { cookie } });
  const values = new Map(Object.entries(parseCookie(cookie)));
  const cookies: Pick<AstroCookies, 'get' | 'set'> = {
    get: (name) => {
      const value = values.get(name);
      return value === undefined
        ? undefined
        : { value, json: () => value, number: () => Number(value), boolean: () => value !== '' };
    },
    set: (name, value) => void values.set(name, String(value)),
  };
  return cookieJar(request, cookies as AstroCookies);
}

it('gives the cookies that came, by name', () => {
  const jar = jarOf('lab.session=a; lab.trace=b');
  expect(jar.get('lab.session')).toBe('a');
  expect(jar.names()).toEqual(['lab.session', 'lab.trace']);
});

it.each([
  'lab.trace=planted; lab.trace=own; lab.session=a',
  'lab.trace=own; lab.session=a; lab.trace=own',
  'lab.trace=planted;lab.session=a;\tlab.trace=own',
  'lab.trace=; lab.session=a; lab.trace=own',
])('takes neither of two cookies with one name: %j', (header) => {
  const jar = jarOf(header);
  expect(jar.get('lab.trace')).toBeUndefined();
  expect(jar.names()).toEqual(['lab.session']);
  expect(jar.get('lab.session')).toBe('a');
});

it('counts what this response sets, even beside two that came', () => {
  const jar = jarOf('lab.trace=planted; lab.trace=own');
  jar.set('lab.trace', 'new', options);
  expect(jar.get('lab.trace')).toBe('new');
  jar.set('lab.trace', '', { ...options, maxAge: 0 });
  expect(jar.get('lab.trace')).toBeUndefined();
  expect(jar.names()).toEqual([]);
});

it('takes a name with a no-break space before it for another name', () => {
  const jar = jarOf('\u00a0lab.session=planted; lab.session=own');
  expect(jar.get('lab.session')).toBe('own');
  expect(jar.names()).toEqual(['lab.session']);
});
