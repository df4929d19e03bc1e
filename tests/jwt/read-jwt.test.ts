import { describe, expect, it } from 'vitest';
import { base64urlOf, bytesFrom } from '../../src/jwt/base64url.ts';
import { readJwt } from '../../src/jwt/read-jwt.ts';

const header = base64urlOf('{"alg":"RS256","typ":"JWT"}');
const claims = base64urlOf('{"name":"Žofia 山田","sub":"1"}');

it('decodes the header and the claims, and keeps the signed text as it was sent', () => {
  const read = readJwt(`${header}.${claims}.AQID`);
  if (read.kind !== 'jwt') throw new Error(read.kind);
  expect(read.jwt.header.values).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(read.jwt.claims.values).toEqual({ name: 'Žofia 山田', sub: '1' });
  expect(read.jwt.signedText).toBe(`${header}.${claims}`);
  expect([...read.jwt.signature]).toEqual([1, 2, 3]);
});

it('reads a token without a signature', () => {
  const read = readJwt(`${header}.${claims}.`);
  expect(read).toMatchObject({ kind: 'jwt', jwt: { signature: new Uint8Array() } });
});

it('reads only the header of an encrypted token', () => {
  expect(readJwt(`${header}.a.b.c.d`)).toMatchObject({
    kind: 'encrypted',
    header: { values: { alg: 'RS256' } },
  });
});

it.each([
  ['no dots', header, 1],
  ['one dot', `${header}.${claims}`, 2],
  ['too many dots', 'a.b.c.d.e.f.g', 6],
])('counts the parts of a text with %s', (_, raw, count) => {
  expect(readJwt(raw)).toEqual({ kind: 'parts', count });
});

describe('tells which part is broken, and how', () => {
  const broken = [
    ['header', 'base64', `*.${claims}.AQID`],
    ['header', 'json', `${base64urlOf('{"alg":')}.${claims}.AQID`],
    ['header', 'object', `${base64urlOf('["alg"]')}.${claims}.AQID`],
    ['claims', 'base64', `${header}.a b.AQID`],
    ['claims', 'base64', `${header}.abcde.AQID`],
    ['claims', 'utf-8', `${header}._w.AQID`],
    ['claims', 'json', `${header}.${base64urlOf('no JSON')}.AQID`],
    ['claims', 'object', `${header}.${base64urlOf('null')}.AQID`],
    ['signature', 'base64', `${header}.${claims}.!`],
  ] as const;
  it.each(broken)('%s: %s', (part, why, raw) => {
    expect(readJwt(raw)).toMatchObject({ kind: 'broken', part, flaw: { why } });
  });
});

it('takes a claim named __proto__ for a claim', () => {
  const read = readJwt(`${header}.${base64urlOf('{"__proto__":{"admin":true}}')}.AQID`);
  if (read.kind !== 'jwt') throw new Error(read.kind);
  expect(read.jwt.claims.values['admin']).toBeUndefined();
  expect(Object.keys(read.jwt.claims.values)).toEqual(['__proto__']);
});

it('reads ordinary Base64 and padding, but no spaces', () => {
  expect(bytesFrom('+/8=')).toEqual(new Uint8Array([251, 255]));
  expect(bytesFrom('-_8')).toEqual(new Uint8Array([251, 255]));
  expect(bytesFrom('-_ 8')).toBeUndefined();
});
