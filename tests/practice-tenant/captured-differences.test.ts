import { describe, expect, test } from 'vitest';
import { differences } from './captured/differences.ts';

const id = '0a0a0a0a-1111-4111-8111-111111111111';
const seen = (body: object, status = 200, headers = {}) => ({
  status,
  headers: new Headers(headers),
  body: JSON.parse(JSON.stringify(body)),
});

describe('a response is compared with a capture', () => {
  test('and the same members, types, and forms are no difference', () => {
    const body = { oid: '<guid>', exp: '<epoch>', ver: '2.0', keys: [{ kid: '<base64:4>' }] };
    const ours = {
      oid: id,
      exp: 1_800_000_000,
      ver: '2.0',
      keys: [{ kid: 'ab_d' }, { kid: 'efgh' }],
    };
    expect(differences({ body }, seen(ours))).toEqual([]);
  });

  test.each([
    ['a missing member', { a: '<text>' }, {}, ['body.a']],
    ['an extra member', {}, { a: 1 }, ['body.a']],
    ['another value', { ver: '2.0' }, { ver: '1.0' }, ['body.ver']],
    ['another type', { expires_in: '<seconds>' }, { expires_in: '3600' }, ['body.expires_in']],
    ['a time that is none', { exp: '<epoch>' }, { exp: 3600 }, ['body.exp']],
    ['another length', { sub: '<base64:3>' }, { sub: 'abcd' }, ['body.sub']],
    ['a GUID that is none', { oid: '<guid>' }, { oid: 'x' }, ['body.oid']],
    ['a word too few and one too many', { l: ['a'] }, { l: ['b'] }, ['body.l[a]', 'body.l[b]']],
    ['a member inside a list', { l: [{ a: 1 }] }, { l: [{ a: 1 }, {}] }, ['body.l[].a']],
    ['an empty list of objects', { l: [{ a: 1 }] }, { l: [] }, ['body.l']],
    ['a list that is none', { l: ['a'] }, { l: 'a' }, ['body.l']],
  ])('and %s is one', (_, body, ours, found) => {
    expect(differences({ body }, seen(ours))).toEqual(found);
  });

  test('and so are another status and another header', () => {
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
    const ours = seen({}, 401, { 'cache-control': 'no-store' });
    expect(differences({ status: 400, headers, body: {} }, ours)).toEqual([
      'status',
      'headers.pragma',
    ]);
  });

  test('and members that its source does not show say nothing', () => {
    expect(differences({ body: { a: 1 }, partial: true }, seen({ a: 1, b: 2 }))).toEqual([]);
  });

  test("and an error's description must have its code and its last lines, on lines or not", () => {
    const body = { d: 'AADSTS1: <text>\r\nTrace ID: <guid>' };
    expect(differences({ body }, seen({ d: `AADSTS1: No. Trace ID: ${id}` }))).toEqual([]);
    expect(differences({ body }, seen({ d: `AADSTS2: No. Trace ID: ${id}` }))).toEqual(['body.d']);
    expect(differences({ body }, seen({ d: 'AADSTS1: No.' }))).toEqual(['body.d']);
  });

  test("but the line ends of Azure AD B2C's description count", () => {
    const body = { d: 'AADB2C1: <text>\r\nCorrelation ID: <guid>\r\n' };
    expect(differences({ body }, seen({ d: `AADB2C1: No.\r\nCorrelation ID: ${id}\r\n` }))).toEqual(
      [],
    );
    expect(differences({ body }, seen({ d: `AADB2C1: No. Correlation ID: ${id}` }))).toEqual([
      'body.d',
    ]);
  });
});
