import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tenantTypes as webAppTenantTypes } from '../../samples/web-app/sign-in/index.ts';
import { tenantTypes as practiceTenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

const root = new URL('../../', import.meta.url);
const recordPath = (name: string): URL => new URL(`src/content/tenant-types/${name}`, root);
/** One of each type; the others are whose users apps of the first let in too. */
const tenantsWithApps = tenants.filter(({ key, type }) => key === type);
const templatePath = (name: string): URL => new URL(`samples/web-app/${name}`, root);

describe('the tenant types of the site', () => {
  it.each([
    ['the samples, samples/web-app/sign-in/registration/tenant-types.ts', webAppTenantTypes],
    ['the practice tenant, src/practice-tenant/directory/model.ts', practiceTenantTypes],
    [
      'the tenants that it plays, src/practice-tenant/directory/tenants.ts',
      tenantsWithApps.map(({ type }) => type),
    ],
  ])('are those of %s, in the same order', (_, others) => {
    expect(others).toEqual(tenantTypes);
  });

  it('have a record each in src/content/tenant-types, and there is no other', () => {
    const records = readdirSync(recordPath('.')).sort();
    expect(records).toEqual(tenantTypes.map((tenantType) => `${tenantType}.yaml`).sort());
  });
});

describe.each(tenantTypes)('the tenant type %s', (tenantType) => {
  it.each(['sample', 'practice'])('has its .env.%s in the web app', (kind) => {
    const path = templatePath(`.env.${kind}.${tenantType}`);
    expect(existsSync(path)).toBe(true);
    expect(parseEnv(readFileSync(path, 'utf8'))).toMatchObject({ TENANT_TYPE: tenantType });
  });
});

it.each(tenantsWithApps)('the record of $type says what the tenant $name is called', (tenant) => {
  const record = readFileSync(recordPath(`${tenant.type}.yaml`), 'utf8');
  const value = (name: string) => new RegExp(`^  ${name}: (.+)$`, 'm').exec(record)?.[1];
  expect([value('tenantName'), value('tenantId'), value('domain')]).toEqual([
    tenant.name,
    tenant.id,
    tenant.domain,
  ]);
});
