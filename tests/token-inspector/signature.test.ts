import { createSign, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { base64urlOf, bytesFrom } from '../../src/jwt/base64url.ts';
import { type Jwt, readJwt } from '../../src/jwt/read-jwt.ts';
import { newSigningCertificate } from '../../src/practice-tenant/certificates/signing-certificate.ts';
import { keyOfCertificate } from '../../src/token-inspector/signature/certificate-key.ts';
import { checkSignature } from '../../src/token-inspector/signature/check-signature.ts';
import { type PublicKey, pastedKeys } from '../../src/token-inspector/signature/pasted-keys.ts';
import { isIssuerOfKeys, tenantKeysIn } from '../../src/token-inspector/signature/practice-keys.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwkOf = (pair: typeof rsa, kid?: string) => ({
  ...pair.publicKey.export({ format: 'jwk' }),
  ...(kid !== undefined && { kid }),
});
const pemOf = (pair: typeof rsa) =>
  pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

function jwtOf(raw: string): Jwt {
  const read = readJwt(raw);
  if (read.kind !== 'jwt') throw new Error(read.kind);
  return read.jwt;
}

function signed(header: object, sign: (text: string) => Buffer): Jwt {
  const text = `${base64urlOf(JSON.stringify(header))}.${base64urlOf('{"sub":"1"}')}`;
  return jwtOf(`${text}.${sign(text).toString('base64url')}`);
}

const rs256 = (header: object = { alg: 'RS256', kid: 'a' }) =>
  signed(header, (text) => createSign('RSA-SHA256').update(text).sign(rsa.privateKey));

function keysIn(text: string): readonly PublicKey[] {
  const pasted = pastedKeys(text);
  if ('problem' in pasted) throw new Error(pasted.problem);
  return pasted.keys;
}

const verdictOf = async (jwt: Jwt, keys: unknown) =>
  (await checkSignature(jwt, keysIn(typeof keys === 'string' ? keys : JSON.stringify(keys))))
    .verdict;

describe('a signature', () => {
  it('is good with the key that signed it, in every form that keys are pasted in', async () => {
    const jwk = jwkOf(rsa, 'a');
    for (const keys of [{ keys: [jwk] }, [jwk], jwk, jwkOf(rsa), pemOf(rsa)])
      expect(await verdictOf(rs256(), keys)).toBe('good');
  });

  it('is wrong with another key, whether it has the same name or none', async () => {
    for (const keys of [jwkOf(stranger, 'a'), jwkOf(stranger), pemOf(stranger)])
      expect(await verdictOf(rs256(), keys)).toBe('bad');
  });

  it('is wrong if a character of the claims changed', async () => {
    const changed = { ...rs256(), signedText: `${rs256().signedText}0` };
    expect(await verdictOf(changed, jwkOf(rsa, 'a'))).toBe('bad');
  });

  it('has no key if none is named as the token says', async () => {
    expect(await verdictOf(rs256(), { keys: [jwkOf(stranger, 'b')] })).toBe('no-key');
  });

  it('is looked for among keys of other kinds', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [publicKey.export({ format: 'jwk' }), jwkOf(stranger), jwkOf(rsa)];
    expect(await verdictOf(rs256(), { keys })).toBe('good');
  });

  it.each([{ alg: 'none' }, { alg: 'HS256' }, { alg: 'RS256x' }, {}, { alg: ['RS256'] }])(
    'can’t be checked with a public key: %o',
    async (header) => {
      const { verdict } = await checkSignature(rs256(header), keysIn(pemOf(rsa)));
      expect(verdict).toBe('no-algorithm');
    },
  );
});

it.each(['256', '384', '512'])('checks RS%s and PS%s', async (size) => {
  const hash = `sha${size}`;
  const pss = (text: string) =>
    signBytes(hash, Buffer.from(text), {
      key: rsa.privateKey,
      padding: 6,
      saltLength: Number(size) / 8,
    });
  const pkcs1 = (text: string) => signBytes(hash, Buffer.from(text), rsa.privateKey);
  expect(await verdictOf(signed({ alg: `PS${size}` }, pss), pemOf(rsa))).toBe('good');
  expect(await verdictOf(signed({ alg: `RS${size}` }, pkcs1), pemOf(rsa))).toBe('good');
  expect(await verdictOf(signed({ alg: `PS${size}` }, pkcs1), pemOf(rsa))).toBe('bad');
});

it.each([
  ['256', 'P-256'],
  ['384', 'P-384'],
  ['512', 'P-521'],
])('checks ES%s', async (size, namedCurve) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const jwt = signed({ alg: `ES${size}` }, (text) =>
    signBytes(`sha${size}`, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );
  expect(await verdictOf(jwt, publicKey.export({ format: 'jwk' }))).toBe('good');
});

describe('a certificate', () => {
  let certificate = '';
  let jwt: Jwt;
  beforeAll(async () => {
    const made = await newSigningCertificate('a test', new Date('2026-01-01'));
    ({ certificate } = made);
    const text = `${base64urlOf('{"alg":"RS256","kid":"a"}')}.${base64urlOf('{}')}`;
    const signature = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      made.privateKey,
      new TextEncoder().encode(text),
    );
    jwt = jwtOf(`${text}.${Buffer.from(signature).toString('base64url')}`);
  });

  it('brings its key, as PEM and in a JWK', async () => {
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
    expect(await verdictOf(jwt, pem)).toBe('good');
    expect(await verdictOf(jwt, `${pem}\n${pem}`)).toBe('good');
    expect(await verdictOf(jwt, { keys: [{ kid: 'a', x5c: [certificate] }] })).toBe('good');
  });

  it('cut off anywhere has no key, and no endless loop', () => {
    const bytes = bytesFrom(certificate) ?? new Uint8Array();
    for (let end = 0; end < bytes.length; end += 1)
      expect(keyOfCertificate(bytes.slice(0, end))).toBeUndefined();
  });
});

describe('says what was pasted instead of public keys', () => {
  const privateJwk = rsa.privateKey.export({ format: 'jwk' });
  const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pkcs1 = rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  it.each([
    ['', 'Paste the keys first.'],
    ['x'.repeat(500_001), 'This is too long'],
    [privatePem, 'This is a private key.'],
    [JSON.stringify({ keys: [privateJwk] }), 'This is a private key.'],
    ['https://login.microsoftonline.com/common/discovery/v2.0/keys', 'This page sends nothing'],
    ['{"keys":[', 'This isn’t complete JSON.'],
    ['{"jwks_uri":"https://idp.example/keys"}', 'This is the metadata document.'],
    ['{"keys":[]}', 'There’s no RSA or EC public key in it.'],
    ['{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', 'There’s no RSA or EC public key in it.'],
    ['[1,null,"x"]', 'There’s no RSA or EC public key in it.'],
    [pkcs1, 'This public key is in an older format.'],
    ['hello', 'This isn’t a key that the page can read.'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'This isn’t a key'],
  ])('%.40s', (text, problem) => {
    expect(pastedKeys(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('the practice tenant’s keys', () => {
  const shared = 'https://localhost:8443/{tenantid}/v2.0';
  const own = 'https://localhost:8443/0b0b0b0b-2222-4222-8222-222222222222/v2.0';

  it('are read from the response, without what isn’t as expected', () => {
    const tenants = [
      { name: 'A', issuer: shared, keys: [jwkOf(rsa, 'a'), 7] },
      { name: 'B' },
      null,
    ];
    expect(tenantKeysIn({ tenants })).toMatchObject([
      { name: 'A', issuer: shared, keys: [{ kid: 'a' }] },
    ]);
    expect(tenantKeysIn(undefined)).toEqual([]);
  });

  it.each([
    [shared, 'https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111/v2.0', true],
    [shared, 'https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111/', true],
    [own, 'https://localhost:8443/0b0b0b0b-2222-4222-8222-222222222222/v2.0', true],
    [own, 'https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111/v2.0', false],
    [shared, 'https://localhost:9999/0a0a0a0a-1111-4111-8111-111111111111/v2.0', false],
    [shared, 'nothing', false],
  ])('of %s sign for %s: %s', (issuer, iss, expected) => {
    expect(isIssuerOfKeys({ iss }, { name: 'A', issuer, keys: [] })).toBe(expected);
  });
});
