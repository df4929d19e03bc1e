import { describe, expect, it } from 'vitest';
import { withoutRepeatedSteps } from '../../src/search/browser/step-variants.ts';

const deploy = (key: string, track: string) => ({
  url: `/tutorials/${key}/deploy/`,
  meta: { title: 'Deploy', track },
});
const b2c = deploy('b2c', 'Azure AD B2C');
const externalId = deploy('external-id', 'External ID');
const entraId = deploy('entra-id', 'Entra ID');
const choose = { url: '/choose/', meta: { title: 'Choose' } };
const pages = [b2c, choose, externalId, entraId];

describe('a step that several tracks have is one result', () => {
  it('where the first of them ranks', () => {
    const [first, ...others] = withoutRepeatedSteps('deploy', [b2c, choose, externalId], '/');
    expect(first?.page).toBe(b2c);
    expect(others.map(({ page }) => page)).toEqual([choose]);
  });

  it('which names the other tracks that have the words', () => {
    const [first] = withoutRepeatedSteps('redis', [b2c, externalId], '/');
    expect(first?.otherTracks).toEqual([
      { url: '/tutorials/external-id/deploy/', track: 'External ID' },
    ]);
  });

  it('which names all other tracks if the query is the step’s name', () => {
    const [first] = withoutRepeatedSteps('deploy', [b2c, externalId], '/');
    expect(first?.otherTracks).toEqual([
      { url: '/tutorials/entra-id/deploy/', track: 'Entra ID' },
      { url: '/tutorials/external-id/deploy/', track: 'External ID' },
      {
        url: '/tutorials/external-id-custom-domain/deploy/',
        track: 'External ID, custom domain',
      },
    ]);
  });

  it('and leads to the track that the query names', () => {
    const path = '/tutorials/entra-id/sign-in/';
    expect(withoutRepeatedSteps('deploy external id', pages, path)[0]?.page).toBe(externalId);
    expect(withoutRepeatedSteps('deploy b2c', pages, path)[0]?.page).toBe(b2c);
  });

  it('or else to the track that the reader is in', () => {
    for (const path of ['/tutorials/external-id/sign-in/', '/demo/external-id/'])
      expect(withoutRepeatedSteps('deploy', pages, path)[0]?.page).toBe(externalId);
  });

  it('or else to Entra ID', () => {
    expect(withoutRepeatedSteps('deploy', pages, '/how-it-works/tokens/')[0]?.page).toBe(entraId);
  });
});
