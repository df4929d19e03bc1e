import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/token-inspector/findings/finding.ts';
import { findingsOf } from '../../src/token-inspector/findings/findings.ts';
import { pages } from '../../src/token-inspector/findings/pages.ts';
import * as sample from '../../src/token-inspector/samples/sample-claims.ts';
import { inspected, now } from './inspected.ts';

type Options = Parameters<typeof inspected>[1];

const titles = (claims: Parameters<typeof inspected>[0], options?: Options): string[] =>
  findingsOf(inspected(claims, options)).map(({ severity, title }) => `${severity}: ${title}`);

const without = (claims: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));

const id = sample.entraIdToken(now);
const api = sample.apiToken(now);
const clientId = sample.sampleClientId;
const usual = [
  'note: Don’t recognize users by “preferred_username”',
  'note: “sub” is different for every app',
];

describe('finds nothing serious in good tokens', () => {
  it('an ID token', () => {
    expect(titles(id, { use: 'sign-in', clientId })).toEqual(usual);
  });
  it('an access token for an API', () => {
    const ofApi = '5d5d5d5d-0000-4000-8000-000000000004';
    expect(titles(api, { use: 'check-at-api', clientId: ofApi })).toEqual(usual);
    expect(titles(api, { use: 'call-api', clientId })).toEqual(usual);
  });
  it.each([
    sample.b2cIdToken,
    sample.externalIdToken,
    sample.clientAssertion,
    sample.workloadToken,
  ])('a sample: $name', (claimsAt) => {
    expect(titles(claimsAt(now)).filter((title) => !title.startsWith('note'))).toEqual([]);
  });
});

describe('finds what people get wrong', () => {
  const cases: [expected: string, claims: Record<string, unknown> | string, options?: Options][] = [
    ['danger: Nobody signed it', id, { header: { alg: 'none' }, isSigned: false }],
    ['danger: Nobody signed it', id, { header: { alg: 'nOnE', kid: 'k' } }],
    ['danger: “alg” is missing', id, { header: { kid: 'k' } }],
    ['danger: The signature is missing', id, { isSigned: false }],
    ['danger: Signed with a shared secret', id, { header: { alg: 'HS256', kid: 'k' } }],
    ['warning: Signed with PS256', id, { header: { alg: 'PS256', kid: 'k' } }],
    ['danger: It brings its own key', id, { header: { alg: 'RS256', kid: 'k', jwk: {} } }],
    ['warning: “kid” is missing', id, { header: { alg: 'RS256' } }],
    ['warning: It has a “crit” header', id, { header: { alg: 'RS256', kid: 'k', crit: ['x'] } }],
    ['warning: Only Microsoft Graph can check this token', sample.graphToken(now)],
    ['danger: More than once: “oid”', JSON.stringify(id).replace('"oid"', '"oid":"x","oid"')],
    ['warning: Invisible characters in “name”', { ...id, name: 'Alex\u202e' }],
    ['warning: It’s 9,000 characters long', id, { length: 9000 }],
    ['danger: It expired 24 hours ago', { ...id, exp: now - 86_400 }],
    ['danger: It expired just now', { ...id, exp: now }],
    ['danger: “exp” is missing', without(id, 'exp')],
    ['danger: It becomes valid in 10 minutes', { ...id, nbf: now + 600 }],
    ['danger: It becomes valid in 10 minutes', { ...id, iat: now + 600 }],
    ['danger: Not a time: “exp”', { ...id, exp: '1800000000' }],
    ['danger: “exp” looks like milliseconds', { ...id, exp: (now + 3600) * 1000 }],
    ['warning: It’s valid for 12 months', { ...id, exp: now + 365 * 86_400 }],
    ['note: It’s valid for 24 hours', { ...api, exp: now - 300 + 86_400 }],
    [
      'danger: This is an access token: it doesn’t tell your app who signed in',
      api,
      { use: 'sign-in' },
    ],
    [
      'danger: This is an access token: it doesn’t tell your app who signed in',
      sample.graphToken(now),
      { use: 'sign-in' },
    ],
    ['danger: This is an ID token: it isn’t for an API', id, { use: 'call-api' }],
    ['danger: This is an ID token: it isn’t for an API', id, { use: 'check-at-api' }],
    [
      'danger: This token is for Microsoft Graph, not for your API',
      sample.graphToken(now),
      { use: 'check-at-api' },
    ],
    ['danger: “aud” is missing', without(id, 'aud')],
    ['danger: It isn’t for your app', { ...id, aud: 'another' }, { clientId }],
    ['danger: It isn’t for your app', api, { use: 'check-at-api', clientId }],
    ['warning: It’s for several audiences', { ...id, aud: [clientId, 'another'] }],
    [
      'danger: “tid” isn’t the tenant in “iss”',
      { ...id, tid: '5e5e5e5e-0000-4000-8000-000000000005' },
    ],
    ['warning: “nonce” is missing', without(id, 'nonce')],
    ['warning: No user flow: neither “tfp” nor “acr”', without(sample.b2cIdToken(now), 'tfp')],
    ['note: A version 1.0 access token from Entra ID', sample.apiTokenOfVersion1(now)],
    ['note: A personal Microsoft account', sample.personalIdToken(now)],
    ['danger: “sub” is missing', without(id, 'sub')],
    [
      'danger: Everyone in this tenant has the same “sub”',
      { ...sample.b2cIdToken(now), sub: 'Not supported currently. Use oid claim.' },
    ],
    ['warning: “oid” is missing', without(id, 'oid')],
    ['warning: The groups aren’t in the token', sample.manyGroupsIdToken(now)],
    ['warning: The groups aren’t in the token', { ...id, hasgroups: true }],
    ['note: Don’t recognize users by “emails”', sample.b2cIdToken(now)],
    [
      'warning: Don’t recognize users by “email”',
      { ...without(id, 'preferred_username'), email: 'a@b.example', xms_edov: false },
    ],
    ['note: The user is a guest', sample.guestIdToken(now)],
    ['note: No user is in this token', sample.appToken(now)],
  ];
  it.each(cases)('%s', (expected, claims, options) => {
    expect(titles(claims, options)).toContain(expected);
  });
});

describe('doesn’t find what isn’t there', () => {
  it('no other app’s token, if the audience is the client ID in upper case', () => {
    const token = { ...id, aud: clientId.toUpperCase() };
    expect(titles(token, { clientId })).toEqual(usual);
  });
  it('no other API’s token, if version 1.0 names the API by its address', () => {
    const ofApi = '5d5d5d5d-0000-4000-8000-000000000004';
    const found = titles(sample.apiTokenOfVersion1(now), { use: 'check-at-api', clientId: ofApi });
    expect(found.filter((title) => title.startsWith('danger'))).toEqual([]);
  });
  it('nobody’s missing nonce in an access token', () => {
    expect(titles(api)).not.toContain('warning: “nonce” is missing');
  });
  it('no repeated name in nested values', () => {
    expect(titles({ ...id, a: { sub: 1 }, b: { sub: 2 } })).toEqual(usual);
  });
});

it('puts the most serious first', () => {
  const severities = findingsOf(inspected(without(without(id, 'oid'), 'exp'))).map(
    ({ severity }: Finding) => severity,
  );
  expect(severities).toEqual(['danger', 'warning', 'note', 'note']);
});

it('comes to an end with values of the wrong types, and with deeply nested ones', () => {
  const deep = `{"aud":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(() => findingsOf(inspected(deep))).not.toThrow();
  const hostile = { iss: 1, aud: { a: 1 }, exp: {}, iat: [], sub: null, tid: 7, ver: [], idp: {} };
  expect(() => findingsOf(inspected(hostile))).not.toThrow();
});

it.each(Object.values(pages))('leads to a page of this site: $label', ({ href }) => {
  const [, room, name] = href.split('/');
  const files = [`src/content/docs/${room}/${name}.mdx`, `src/content/errors/${name}.yaml`];
  expect(files.some((file) => existsSync(file))).toBe(true);
});
