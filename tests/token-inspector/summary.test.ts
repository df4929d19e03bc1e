import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/token-inspector/about/summary.ts';
import * as sample from '../../src/token-inspector/samples/sample-claims.ts';
import { inspected, now } from './inspected.ts';

const facts = (...asked: Parameters<typeof inspected>): Record<string, string> =>
  Object.fromEntries(summaryOf(inspected(...asked)).facts.map(({ label, text }) => [label, text]));

describe('says what a token is, and which service says it issued it', () => {
  it.each([
    ['ID token from Microsoft Entra ID, version 2.0', sample.entraIdToken(now)],
    ['ID token from Microsoft Entra External ID, version 2.0', sample.externalIdToken(now)],
    ['ID token from Azure Active Directory B2C', sample.b2cIdToken(now)],
    ['ID token from a personal Microsoft account, version 2.0', sample.personalIdToken(now)],
    ['Access token from Microsoft Entra ID, version 1.0', sample.apiTokenOfVersion1(now)],
    [
      'Access token for Microsoft Graph from Microsoft Entra ID, version 1.0',
      sample.graphToken(now),
    ],
    ['Client assertion', sample.clientAssertion(now)],
    ['Token of a workload', sample.workloadToken(now)],
    ['JWT', { iss: 'https://idp.example', aud: 'x' }],
  ])('%s', (title, claims) => {
    expect(summaryOf(inspected(claims)).title).toBe(title);
  });

  it('and marks a sample', () => {
    const header = { alg: 'RS256', kid: 'sign-in-lab-sample' };
    expect(summaryOf(inspected({}, { header })).title).toBe('Sample: JWT');
  });
});

it('says times relative to now, the lifetime, and nothing twice', () => {
  expect(facts(sample.entraIdToken(now))).toEqual({
    'Issued by': 'Microsoft Entra ID, tenant 5a5a5a5a-0000-4000-8000-000000000001',
    For: 'the app with this client ID',
    User: 'Alex Rivera',
    Issued: '5 minutes ago',
    Expires: 'in 55 minutes',
    Lifetime: '60 minutes',
  });
  expect(facts({ ...sample.entraIdToken(now), exp: now - 60, nbf: now + 900 })).toMatchObject({
    Expired: '60 seconds ago',
    'Valid from': 'in 15 minutes',
    Lifetime: '4 minutes',
  });
});

it('adds the date of each time, as the trace writes it', () => {
  const times = summaryOf(inspected({ iat: now })).facts.filter(({ label }) => label === 'Issued');
  expect(times).toEqual([{ label: 'Issued', text: 'just now', value: '2027-01-15 08:00:00 UTC' }]);
});

it('names the practice tenant', () => {
  const iss = 'https://localhost:8443/0d0d0d0d-4444-4444-8444-444444444444/v2.0/';
  expect(facts({ iss })['Issued by']).toBe(
    'the practice tenant: Fabrikam, Azure Active Directory B2C',
  );
});

it('knows the reader’s own app, and a token without a user', () => {
  const { sampleClientId: clientId } = sample;
  expect(facts(sample.entraIdToken(now), { clientId })['For']).toBe('your app');
  expect(facts(sample.appToken(now))['User']).toBe('none: an app got it for itself');
});
