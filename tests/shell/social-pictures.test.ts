import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { socialPictureOf, socialPictures } from '../../src/shell/social-pictures.ts';

it('a track and a demo show their tenant type, a room its own words, anything else the site', () => {
  expect(socialPictureOf('/tutorials/b2c/sign-in/').name).toBe('b2c');
  expect(socialPictureOf('/demo/external-id/').tenantType).toBe('external-id');
  expect(socialPictureOf('/demo/').name).toBe('site');
  expect(socialPictureOf('/errors/AADSTS50011/').name).toBe('errors');
  expect(socialPictureOf('/').name).toBe('site');
});

it('every picture is there, 1200 by 630', () => {
  for (const { name } of socialPictures) {
    const picture = readFileSync(`public/social/${name}.png`);
    // The first chunk of a PNG begins with width and height.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], name).toEqual([1200, 630]);
  }
});
