import { expect, test } from 'vitest';
import { isHostedPracticeTenants } from '../../../../../samples/web-app/sign-in/registration/practice-tenant.ts';

const PRACTICE_TENANT_ORIGIN = 'https://tenant.lab.example';

test.each([
  { AUTHORITY: `${PRACTICE_TENANT_ORIGIN}/contoso.onmicrosoft.com` },
  { OIDC_AUTHORITY: `${PRACTICE_TENANT_ORIGIN}/contoso.onmicrosoft.com/v2.0` },
])('settings with %o are those of a hosted practice tenant at that address', (authority) => {
  expect(isHostedPracticeTenants({ ...authority, PRACTICE_TENANT_ORIGIN })).toBe(true);
  expect(isHostedPracticeTenants(authority)).toBe(false);
});

test.each([
  {},
  { AUTHORITY: 'https://login.microsoftonline.com/contoso.onmicrosoft.com' },
  { AUTHORITY: 'https://tenant.lab.example.evil.example/contoso.onmicrosoft.com' },
  { AUTHORITY: 'tenant.lab.example' },
])('settings with %o are not, whatever address is left from another time', (authority) => {
  expect(isHostedPracticeTenants({ ...authority, PRACTICE_TENANT_ORIGIN })).toBe(false);
});
