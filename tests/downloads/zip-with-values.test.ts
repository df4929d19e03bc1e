import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { zipWithValues } from '../../src/downloads/zip-with-values.ts';
import { sampleSources } from '../../src/sample-source/sample-source.ts';
import { scenarioOf } from '../../src/scenarios/scenarios.ts';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import type { TenantValues } from '../../src/your-tenant/fields.ts';

const id = '0a0a0a0a-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const values: Record<TenantType, TenantValues> = {
  'entra-id': { tenantId: id, clientId },
  'external-id': { subdomain: 'contoso', tenantId: id, clientId },
  'external-id-custom-domain': { customDomain: 'login.contoso.com', tenantId: id, clientId },
  b2c: { tenantName: 'fabrikam', clientId, signUpSignIn: 'B2C_1_susi' },
};

function zipOf(tenantType: TenantType, capability: 'sign-in' | 'call-api' = 'sign-in') {
  const scenario = scenarioOf(tenantType, capability);
  const files = scenarioFiles(sampleSources('web-app'), scenario, readFileSync('LICENSE', 'utf8'));
  return { name: scenario.name, bytes: reproducibleZip(scenario.name, files) };
}

function unpackedWith(tenantType: TenantType, own: TenantValues) {
  const { name, bytes } = zipOf(tenantType);
  const made = zipWithValues(bytes, name, own);
  if (made.kind !== 'made') throw new Error(`It lacks ${made.fields.join(', ')}.`);
  const files = unzipSync(made.bytes);
  return {
    name,
    before: unzipSync(bytes),
    files,
    env: strFromU8(files[`${name}/.env`] ?? new Uint8Array()),
  };
}

describe.each(tenantTypes)('the zip of %s', (tenantType) => {
  const own = values[tenantType];

  it('holds the same files byte for byte, but for .env and the parameters for Azure', () => {
    const { name, before, files } = unpackedWith(tenantType, own);
    const changed = Object.keys(files).filter(
      (path) => Buffer.compare(files[path] ?? Buffer.of(), before[path] ?? Buffer.of()) !== 0,
    );
    expect(changed.map((path) => path.slice(name.length + 1)).sort()).toEqual([
      '.env',
      'azure/azuredeploy.parameters.json',
    ]);
    expect(Object.keys(before).filter((path) => files[path] === undefined)).toEqual([]);
  });

  it('has the settings of .env in the parameters for Azure, and no placeholder and no secret', () => {
    const { name, before, files, env } = unpackedWith(tenantType, own);
    const path = `${name}/azure/azuredeploy.parameters.json`;
    const text = strFromU8(files[path] ?? new Uint8Array());
    const { REDIRECT_URI: _, CLIENT_SECRET: __, ...settings } = parseEnv(env);
    const parameters = JSON.parse(strFromU8(before[path] ?? new Uint8Array()));
    parameters.parameters.settings.value = settings;
    expect(JSON.parse(text)).toEqual(parameters);
    expect(text).not.toContain('<');
    expect(text).not.toContain('SECRET');
  });

  it('has every value in .env, and only the secret left to fill in', () => {
    const { env } = unpackedWith(tenantType, own);
    for (const value of Object.values(own)) expect(env).toContain(value);
    const settings = env.split('\n').filter((line) => !line.startsWith('#'));
    expect(settings.filter((line) => line.includes('<'))).toEqual([
      'CLIENT_SECRET=<your client secret>',
    ]);
  });

  it('names the fields that are still needed', () => {
    const { name, bytes } = zipOf(tenantType);
    const { clientId: _, ...others } = own;
    expect(zipWithValues(bytes, name, others)).toEqual({ kind: 'lacks', fields: ['clientId'] });
  });
});

it('says above the secret that it has to be added by hand, and on top where the file is from', () => {
  const lines = unpackedWith('entra-id', values['entra-id']).env.split('\n');
  expect(lines[0]).toContain('with your own values');
  const secret = lines.findIndex((line) => line.startsWith('CLIENT_SECRET='));
  expect(lines[secret - 1]).toContain('Replace the placeholder yourself');
});

it('sets the custom domain of a B2C tenant only if there is one', () => {
  const authority = 'AUTHORITY=https://login.fabrikam.com/fabrikam.onmicrosoft.com';
  const own = { ...values.b2c, customDomain: 'login.fabrikam.com' };
  const { name, files, env } = unpackedWith('b2c', own);
  expect(env.split('\n')).toContain(authority);
  const parameters = files[`${name}/azure/azuredeploy.parameters.json`] ?? new Uint8Array();
  expect(strFromU8(parameters)).toContain(authority.replace('AUTHORITY=', '"AUTHORITY": "'));
  expect(unpackedWith('b2c', values.b2c).env).not.toMatch(/^AUTHORITY=/m);
});

it('asks for the host of the API where the app calls one of your own', () => {
  const { name, bytes } = zipOf('b2c', 'call-api');
  expect(zipWithValues(bytes, name, values.b2c)).toEqual({ kind: 'lacks', fields: ['apiHost'] });
});

it('leaves .env to its owner alone', () => {
  const { name, bytes } = zipOf('entra-id');
  const made = zipWithValues(bytes, name, values['entra-id']);
  const text = made.kind === 'made' ? Buffer.from(made.bytes) : Buffer.alloc(0);
  // The central directory's entry: 46 bytes, then the name; the mode is in the upper half of its attributes.
  const entry = text.lastIndexOf(`${name}/.env`, text.lastIndexOf(`${name}/.env.practice`) - 1);
  expect((text.readUInt32LE(entry - 46 + 38) >>> 16).toString(8)).toBe('100600');
});

it('refuses a zip that isn’t one of the site’s', () => {
  const bytes = reproducibleZip('other', new Map([['a', 'b']]));
  expect(() => zipWithValues(bytes, 'other', {})).toThrow('other.zip has no .env.sample.');
});
