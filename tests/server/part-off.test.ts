import { expect, it } from 'vitest';
import { partOff } from '../../src/server/part-off.ts';

const downloads = partOff(new Set(['downloads']));

it.each([
  '/downloads',
  '/downloads/',
  '/downloads/b2c-sign-in.zip',
  '/attack-lab/1.zip?x',
  '/d%6Fwnloads/',
])('closes %s with the downloads', (url) => {
  expect(downloads(url)).toMatchObject({ status: 404, title: 'Downloads are turned off' });
});

it.each(['/', '/tutorials/', '/check/', '/downloadsheet/', '/%E0%A4%A'])(
  'leaves %s open',
  (url) => {
    expect(downloads(url)).toBeUndefined();
  },
);

it('closes nothing of its own for parts of the practice tenant and of the demo', () => {
  const refusal = partOff(new Set(['desk', 'faults']));
  for (const url of ['/downloads/', '/check/', '/demo/b2c/']) expect(refusal(url)).toBeUndefined();
});
