import { expect, it, test } from 'vitest';
import { repositoryAddress } from '../../src/shell/repository.ts';

it('takes an https address, without the slash at its end', () => {
  expect(repositoryAddress('https://github.com/owner/name/')).toBe('https://github.com/owner/name');
});

it('is none where nothing is set', () => {
  for (const setting of [undefined, '']) expect(repositoryAddress(setting)).toBeUndefined();
});

test.each([
  'http://github.com/owner/name',
  'git@github.com:owner/name',
  'x',
  'https://a/?b',
  'https://a/#b',
])('refuses %s', (setting) => {
  expect(() => repositoryAddress(setting)).toThrow(/REPOSITORY_URL must be the https address/);
});
