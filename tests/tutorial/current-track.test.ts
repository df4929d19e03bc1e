import { expect, it } from 'vitest';
import { currentTrack, requireTrack } from '../../src/tutorial/current-track.ts';

const at = (path: string, params: Record<string, string>) => ({
  params,
  url: new URL(path, 'http://localhost'),
});

it('knows tenant type and step of a step page', () => {
  const page = at('/tutorials/b2c/sign-in/', { tenantType: 'b2c', step: 'sign-in' });
  expect(currentTrack(page)).toMatchObject({ tenantType: 'b2c', step: 'sign-in' });
});

it('knows the first page of a track, which isn’t a step', () => {
  const track = currentTrack(at('/tutorials/b2c/', { tenantType: 'b2c' }));
  expect(track?.tenantType).toBe('b2c');
  expect(track?.step).toBeUndefined();
});

it('takes the demo of a tenant type for no track', () => {
  expect(currentTrack(at('/demo/b2c/', { tenantType: 'b2c' }))).toBeUndefined();
});

it('explains in a sentence that a component can’t work in this place', () => {
  expect(() => requireTrack(at('/how-it-works/tokens/', {}), 'Tenant')).toThrow(
    "<Tenant> is on /how-it-works/tokens/, but it only works on a track's pages.",
  );
});
