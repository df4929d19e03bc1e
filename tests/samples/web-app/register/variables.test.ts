import { expect, test } from 'vitest';
import { practice } from '../../../../samples/web-app/register/variables.ts';

const onThisMachine = {
  origin: 'https://localhost:8443',
  frontOrigin: 'http://127.0.0.1:8400',
  customDomainOrigin: 'https://localhost:8444',
  siteOrigin: 'http://localhost:4321',
  isTrusted: false,
};
const inLab = {
  origin: 'https://tenant.lab.example',
  frontOrigin: 'https://tenant.lab.example',
  customDomainOrigin: 'https://tenant.lab.example',
  siteOrigin: 'https://lab.example',
  isTrusted: true,
};
const before: Record<string, string> = {
  NODE_OPTIONS: '--import ./practice-tenant-trust.mjs',
  PRACTICE_TENANT_FRONT_ORIGIN: 'http://127.0.0.1:9400',
  PRACTICE_TENANT_ORIGIN: 'https://other.lab.example',
};
const current = (name: string) => before[name];

test.each([
  [
    'in a lab',
    inLab,
    {
      NODE_OPTIONS: null,
      PRACTICE_TENANT_FRONT_ORIGIN: null,
      PRACTICE_TENANT_ORIGIN: inLab.origin,
    },
  ],
  [
    'on this machine',
    onThisMachine,
    {
      NODE_OPTIONS: '--import ./practice-tenant-trust.mjs',
      PRACTICE_TENANT_FRONT_ORIGIN: null,
      PRACTICE_TENANT_ORIGIN: null,
    },
  ],
])('a practice tenant %s takes the place of any other', (_, practiceTenant, expected) => {
  expect(practice({ settings: { practiceTenant }, current })).toEqual({
    ERROR_PAGES: `${practiceTenant.siteOrigin}/errors/`,
    ...expected,
  });
});

test('your own tenant leaves nothing of a practice tenant, and other options of Node.js as they are', () => {
  const settings = { practiceTenant: undefined };
  expect(practice({ settings, current })).toEqual({
    NODE_OPTIONS: null,
    PRACTICE_TENANT_FRONT_ORIGIN: null,
    PRACTICE_TENANT_ORIGIN: null,
  });
  expect(practice({ settings, current: () => '--max-old-space-size=512' })).toHaveProperty(
    'NODE_OPTIONS',
    undefined,
  );
});
