import { expect, it } from 'vitest';
import { partsOffFrom } from '../../src/scenarios/parts.ts';

it('turns off what is named, however the names are separated', () => {
  expect([...partsOffFrom('desk, faults downloads,check')]).toEqual([
    'desk',
    'faults',
    'downloads',
    'check',
  ]);
});

it('turns nothing off unless the operator says so', () => {
  expect(partsOffFrom(undefined).size).toBe(0);
  expect(partsOffFrom('').size).toBe(0);
});

it('refuses a name that is no part, and lists those that are', () => {
  expect(() => partsOffFrom('desks')).toThrow(
    "PARTS_OFF has a name that isn't a part: use desk, faults, downloads, or check, separated by commas, or leave it out.",
  );
});
