import { expect, test } from 'vitest';
import { withoutSetValues } from '../../../src/practice-tenant/index.ts';

test('text without the values of a set names no seeded tenant, app, or secret', () => {
  const text =
    'Contoso is 0a0a0a0a-1111-4111-8111-111111111111 or contoso.onmicrosoft.com; its app has practice~web-app~not-a-real-secret.';
  expect(withoutSetValues(text)).toBe('Contoso is … or ….onmicrosoft.com; its app has ….');
});

test('text about other tenants stays as it is', () => {
  const text =
    '9188040d-6c67-4c5b-b112-36a304b66dad, example.onmicrosoft.com, practice~web-app~expired-secret';
  expect(withoutSetValues(text)).toBe(text);
});
