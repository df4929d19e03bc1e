import { expect, test } from 'vitest';
import { addressNames } from '../../../src/practice-tenant/hosted/address-names.ts';

const nameOf = addressNames('the secret of all instances');

test('all instances call an address the same, and nobody else can', () => {
  const same = addressNames('the secret of all instances');
  expect(same('192.0.2.1', 'tokens')).toBe(nameOf('192.0.2.1', 'tokens'));
  expect(addressNames('another')('192.0.2.1', 'tokens')).not.toBe(nameOf('192.0.2.1', 'tokens'));
});

test('a name tells neither the address nor what is counted, and each thing has a name of its own', () => {
  const names = [
    nameOf('192.0.2.1'),
    nameOf('192.0.2.1', 'tokens'),
    nameOf('192.0.2.1', 'tokens', '3f9ac27b10de'),
    nameOf('192.0.2.1', 'passwords'),
    nameOf('192.0.2.2', 'tokens'),
  ];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[\w-]{22}$/);
});
