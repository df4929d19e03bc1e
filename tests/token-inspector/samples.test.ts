import { describe, expect, it } from 'vitest';
import { readJwt } from '../../src/jwt/read-jwt.ts';
import { sampleKeyName } from '../../src/token-inspector/about/sample-key-name.ts';
import { kindOf } from '../../src/token-inspector/about/token-kind.ts';
import { findTokens } from '../../src/token-inspector/paste/find-tokens.ts';
import { sampleKey } from '../../src/token-inspector/samples/sample-key.ts';
import { sampleNamed, samples } from '../../src/token-inspector/samples/samples.ts';
import { checkSignature } from '../../src/token-inspector/signature/check-signature.ts';
import { pastedKeys } from '../../src/token-inspector/signature/pasted-keys.ts';
import { now } from './inspected.ts';

async function made(name: string): Promise<string> {
  const sample = sampleNamed(name);
  if (sample === undefined) throw new Error(`There is no sample ${name}.`);
  return sample.make(await sampleKey(), now);
}

async function keys() {
  const pasted = pastedKeys(JSON.stringify((await sampleKey()).publicKeys));
  if ('problem' in pasted) throw new Error(pasted.problem);
  return pasted.keys;
}

async function read(name: string) {
  const found = findTokens(await made(name));
  if (found.kind !== 'tokens') throw new Error(`${name} is ${found.what}.`);
  const result = readJwt(found.tokens[0]?.raw ?? '');
  if (result.kind !== 'jwt') throw new Error(`${name} is ${result.kind}.`);
  return result.jwt;
}

const notJwts = ['encrypted', 'refresh', 'saml'];
const badlySigned = ['graph', 'forged', 'none', 'secret'];
const names = Object.values(samples).flatMap((group) => Object.keys(group));

it('has a name for each sample that no other has', () => {
  expect(new Set(names).size).toBe(names.length);
  expect(sampleNamed('toString')).toBeUndefined();
});

describe('makes tokens that are marked as samples, and that the sample key fits', () => {
  const own = names.filter((name) => ![...notJwts, ...badlySigned].includes(name));
  it.each(own)('%s', async (name) => {
    const jwt = await read(name);
    expect(jwt.header.values['kid']).toBe(sampleKeyName);
    expect((await checkSignature(jwt, await keys())).verdict).toBe('good');
  });
});

it.each([
  ['graph', 'bad'],
  ['forged', 'bad'],
  ['none', 'no-algorithm'],
  ['secret', 'no-algorithm'],
])('makes %s with a signature that the sample key doesn’t fit', async (name, verdict) => {
  expect((await checkSignature(await read(name), await keys())).verdict).toBe(verdict);
});

it.each([
  ['entra-id', 'id'],
  ['external-id', 'id'],
  ['b2c', 'id'],
  ['guest', 'id'],
  ['personal', 'id'],
  ['groups', 'id'],
  ['api', 'access'],
  ['api-v1', 'access'],
  ['app', 'access'],
  ['graph', 'graph'],
  ['assertion', 'client-assertion'],
  ['workload', 'federated'],
])('%s is taken for what it is: %s', async (name, kind) => {
  const { header, claims } = await read(name);
  expect(kindOf(header.values, claims.values)).toBe(kind);
});

it('shows what is pasted by mistake', async () => {
  expect(findTokens(await made('refresh'))).toMatchObject({ what: 'code-or-refresh-token' });
  expect(findTokens(await made('saml'))).toMatchObject({ what: 'saml' });
  expect(readJwt(await made('encrypted')).kind).toBe('encrypted');
  expect(findTokens(await made('header'))).toMatchObject({ around: ['bearer', 'line-breaks'] });
  expect(findTokens(await made('address'))).toMatchObject({ around: ['address'] });
  const response = findTokens(await made('response'));
  expect(response).toMatchObject({ tokens: [{ name: 'id_token' }, { name: 'access_token' }] });
});
