import { describe, expect, test } from 'vitest';
import { isSameOrigin, safeReturnTo } from '../../../../../samples/web-app/sign-in/index.ts';

const fine = [
  '/',
  '/profile',
  '/a/b?x=1&y=https://example.com/',
  '/a#part',
  '/a%20b',
  '/caf%C3%A9',
];

/** Every way of writing "another host" that parsers, proxies and browsers have been fooled with. */
function hostile(): string[] {
  const slashes = ['/', '\\', '%2f', '%2F', '%5c', '%252f', '%25252f', '／', '＼', '∕'];
  const between = [
    '',
    '\t',
    '\n',
    '\r',
    '\0',
    ' ',
    '%09',
    '%0a',
    '%0d',
    '%00',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\ufeff',
  ];
  const payloads: string[] = [];
  for (const first of ['/', '\\', '%2f'])
    for (const second of slashes)
      for (const gap of between) payloads.push(`${first}${gap}${second}evil.example/`);
  for (const dots of ['.', '..', 'a/..', '%2e', '%2e%2e', 'a/%2e%2e'])
    for (const second of slashes) payloads.push(`/${dots}/${second}evil.example`);
  for (const scheme of [
    'http:',
    'https:',
    'HTTPS:',
    'javascript:',
    'data:',
    'file:',
    'blob:',
    'ftp:',
    'x:',
  ])
    for (const rest of [
      '//evil.example',
      '/evil.example',
      'evil.example',
      '\\\\evil.example',
      'alert(1)',
    ])
      payloads.push(
        `${scheme}${rest}`,
        ` ${scheme}${rest}`,
        `\t${scheme}${rest}`,
        `${scheme}\n${rest}`,
      );
  payloads.push(
    'evil.example',
    '@evil.example',
    '.evil.example',
    ':80',
    '?//evil',
    '#//evil',
    '',
    ' ',
    '%',
  );
  payloads.push(
    '/%',
    '/%zz',
    '/%c0%af%c0%afevil.example',
    `/${'a'.repeat(600)}`,
    '/a\u202e/b',
    '/a b',
  );
  return payloads;
}

describe('safeReturnTo', () => {
  test.each(fine)('%s is kept', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  test('nothing leads to another place, read as browsers do and as proxies do', () => {
    const payloads = hostile();
    expect(payloads.length).toBeGreaterThan(500);
    for (const payload of payloads) {
      const path = safeReturnTo(payload);
      const read = new URL(path, 'http://app.example');
      expect(read.origin, JSON.stringify(payload)).toBe('http://app.example');
      expect(path, JSON.stringify(payload)).not.toMatch(/^[^/]|^\/[/\\]|[\s\\]|\/\//);
      expect(decodeURIComponent(path), JSON.stringify(payload)).not.toMatch(/^\/\/|\\|\p{Cc}/u);
    }
  });

  test('F11 a path is kept up to 512 characters, which a cookie has room for', () => {
    const longest = `/${'a'.repeat(511)}`;
    expect(safeReturnTo(longest, '/home')).toBe(longest);
    expect(safeReturnTo(`${longest}a`, '/home')).toBe('/home');
  });

  test('F11 repeated encoding is decoded only so many times', () => {
    expect(safeReturnTo(`/%${'25'.repeat(3)}20b`, '/home')).toBe(`/%${'25'.repeat(3)}20b`);
    expect(safeReturnTo(`/%${'25'.repeat(6)}2fevil.example`, '/home')).toBe('/home');
  });

  test('F11 dots lead nowhere else', () => {
    expect(safeReturnTo('/a/../b/%2e%2e/c')).toBe('/c');
  });

  test.each([undefined, null, 1, ['/a'], { href: '/a' }])('%s becomes the fallback', (value) => {
    expect(safeReturnTo(value, '/home')).toBe('/home');
  });
});

describe('isSameOrigin', () => {
  const origin = 'https://app.example';
  const cases: [what: string, headers: Record<string, string>, is: boolean][] = [
    ['a form of the app', { 'sec-fetch-site': 'same-origin', origin }, true],
    ['a form of the app in an older browser', { origin }, true],
    ['a form that hides its referrer', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['another site that claims our Origin', { 'sec-fetch-site': 'cross-site', origin }, false],
    ['a neighbor on the same site', { 'sec-fetch-site': 'same-site', origin }, false],
    ['a typed address', { 'sec-fetch-site': 'none' }, false],
    ['no header at all', {}, false],
    ['a sandboxed page', { origin: 'null' }, false],
    ['the same host over http', { origin: 'http://app.example' }, false],
    ['our origin with more after it', { origin: `${origin}.evil.example` }, false],
  ];
  test.each(cases)('%s', (_, headers, is) => {
    expect(isSameOrigin(new Headers(headers), origin)).toBe(is);
  });
});

test('F11 an encoding within an encoding is undone up to a limit, and refused beyond it', () => {
  const nested = (times: number) => `/%${'25'.repeat(times)}41`;
  expect(safeReturnTo(nested(3))).toBe(nested(3));
  expect(safeReturnTo(nested(4))).toBe('/');
  expect(safeReturnTo(nested(20))).toBe('/');
});
