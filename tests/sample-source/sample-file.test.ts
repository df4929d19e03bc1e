import { expect, it } from 'vitest';
import { fileLanguage, fileSlug, sampleFile } from '../../src/sample-source/sample-file.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

const sources = new Map([
  ['app.ts', 'let a;\n// #region home\nlet b;\n// #endregion home\n'],
  ['auth/client.ts', ''],
  ['auth/session.ts', ''],
  ['.env.sample.b2c', 'TENANT_TYPE=b2c\n'],
  ['.env.sample.entra-id', 'TENANT_TYPE=entra-id\n'],
]);
const page = 'src/content/tutorials/sign-in.mdx';

it('shows a file as readers have it, without authoring marks', () => {
  expect(sampleFile('app.ts', 'b2c', page, sources).code).toBe('let a;\nlet b;');
});

it('takes the template of the track for .env.sample', () => {
  const file = sampleFile('.env.sample', 'entra-id', page, sources);
  expect(file).toMatchObject({
    name: '.env.sample',
    code: 'TENANT_TYPE=entra-id',
    href: '/samples/web-app/env-sample-entra-id/',
  });
});

it('says which page asked for a file that is not there, and which are', () => {
  expect(() => sampleFile('auth/cleint.ts', 'b2c', page, sources)).toThrow(
    "src/content/tutorials/sign-in.mdx asks for samples/web-app/auth/cleint.ts, which doesn't exist (similar files: auth/client.ts, auth/session.ts).",
  );
});

it('says which page asked for which region of which file, and which regions there are', () => {
  expect(() => sampleFile('app.ts', 'b2c', page, sources).region('profile')).toThrow(
    'src/content/tutorials/sign-in.mdx asks for the region "profile" of samples/web-app/app.ts, which has no such region (it has: "home").',
  );
});

it('gives every file an address that servers do not take for a file', () => {
  expect([...sources.keys()].map(fileSlug)).toEqual([
    'app-ts',
    'auth-client-ts',
    'auth-session-ts',
    'env-sample-b2c',
    'env-sample-entra-id',
  ]);
});

it.each([
  ['app.ts', 'ts'],
  ['practice-tenant-trust.mjs', 'js'],
  ['.env.sample.b2c', 'ini'],
  ['LICENSE', 'txt'],
])('highlights %s as %s', (path, language) => {
  expect(fileLanguage(path)).toBe(language);
});

it.each(tenantTypes)('shows %s the configuration that its zip has: no API yet', (tenantType) => {
  const { code } = sampleFile('.env.practice', tenantType, page);
  expect(code).toMatch(/^# ENDPOINT=/m);
  expect(code).toMatch(/^# SCOPE=/m);
});
