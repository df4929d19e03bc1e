import { describe, expect, test } from 'vitest';
import { claimsChallenge } from '../../../../../samples/web-app/sign-in/index.ts';

const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"},"who":"Zoë?>"}}';
const base64 = Buffer.from(claims).toString('base64');
const base64url = Buffer.from(claims).toString('base64url');
const wanted = `error="insufficient_claims", claims="${base64}"`;

describe('a claims challenge', () => {
  test('is told apart from its two encodings', () => {
    expect(base64).toMatch(/[+/=]/);
    expect(base64url).toMatch(/[-_]/);
  });

  test.each([
    ['as Microsoft sends it', `Bearer realm="", authorization_uri="https://a.example", ${wanted}`],
    ['in any order', `Bearer claims="${base64}", error="insufficient_claims"`],
    ['in base64url', `Bearer error="insufficient_claims", claims="${base64url}"`],
    ['without quotation marks', `Bearer error=insufficient_claims, claims=${base64url}`],
    ['with other letters', `bEARER Error="insufficient_claims", CLAIMS="${base64}"`],
    [
      'with spaces and empty elements',
      `  Bearer  error = "insufficient_claims" ,, claims="${base64}" , `,
    ],
    ['after another challenge', `Basic realm="a, b", Bearer ${wanted}`],
    ['before another challenge', `Bearer ${wanted}, DPoP algs="RS256"`],
    ['after a challenge without parameters', `Negotiate, Bearer ${wanted}`],
    ['after a challenge with a token', `Negotiate YII=, Bearer ${wanted}`],
    [
      'after one in which the same words are quoted',
      `Basic realm="Bearer ${wanted.replaceAll('"', '\\"')}", Bearer ${wanted}`,
    ],
    [
      'with an escaped quotation mark before it',
      `Bearer error_description="a \\" b, claims=x", ${wanted}`,
    ],
    ['with escaped letters in it', `Bearer error="insufficient\\_claims", claims="\\${base64}"`],
    ['in a second Bearer challenge', `Bearer error="invalid_token", Bearer ${wanted}`],
  ])('is found %s', (_, header) => {
    expect(claimsChallenge(header)).toBe(claims);
  });

  test.each([
    ['no header', null],
    ['an empty header', ''],
    ['another error', `Bearer error="invalid_token", claims="${base64}"`],
    ['no error', `Bearer claims="${base64}"`],
    ['no claims', 'Bearer error="insufficient_claims"'],
    ['empty claims', 'Bearer error="insufficient_claims", claims=""'],
    ['another scheme', `DPoP ${wanted}`],
    ['its halves in two challenges', `Bearer error="insufficient_claims", DPoP claims="${base64}"`],
    [
      'the halves the other way around',
      `Bearer claims="${base64}", Basic error="insufficient_claims"`,
    ],
    ['the words inside a quoted string', `Bearer realm="${wanted.replaceAll('"', '\\"')}"`],
    ['a name that only ends alike', `Bearer error="insufficient_claims", my_claims="${base64}"`],
    ['a text that is not Base64', 'Bearer error="insufficient_claims", claims="{!}"'],
    ['a text that begins like Base64', 'Bearer error="insufficient_claims", claims="QUJD{!}"'],
    ['a text that ends like Base64', 'Bearer error="insufficient_claims", claims="{!}QUJD"'],
    ['Base64 with too many equals signs', 'Bearer error="insufficient_claims", claims="QQ==="'],
    ['a quoted string without end', `Bearer error="insufficient_claims", claims="${base64}`],
    ['parameters without a scheme', wanted],
  ])('is not found in %s', (_, header) => {
    expect(claimsChallenge(header)).toBeUndefined();
  });

  test('that names its claims twice keeps the first, so what is appended changes nothing', () => {
    const other = Buffer.from('{"access_token":{}}').toString('base64');
    expect(claimsChallenge(`Bearer ${wanted}, claims="${other}"`)).toBe(claims);
  });

  // Each of them would take minutes if a part of the header could be read in more than one way.
  test.each([
    ['commas', ','.repeat(16_000)],
    ['spaces', `Bearer${' '.repeat(16_000)}"`],
    ['backslashes', `Bearer a="${'\\'.repeat(16_001)}`],
    ['words', `${'a '.repeat(8_000)}"`],
    ['equals signs', `Negotiate ${'='.repeat(16_000)}"`],
    ['letters', `Negotiate ${'a'.repeat(16_000)}"`],
  ])('a header full of %s is read at once', (_, header) => {
    expect(claimsChallenge(header)).toBeUndefined();
  });
});
