import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shown } from '../../src/local-addresses/in-sources.ts';
import {
  builtAddresses,
  localAddresses,
  withLocalAddresses,
} from '../../src/local-addresses/local-addresses.ts';
import { practiceTenantConfiguration } from '../../src/practice-tenant/index.ts';

const moved = {
  PORT: '5321',
  PRACTICE_TENANT_FRONT_PORT: '9400',
  PRACTICE_TENANT_PORT: '9443',
  PRACTICE_TENANT_CUSTOM_DOMAIN_PORT: '9444',
  SAMPLE_PORT: '3100',
};

describe('text names the addresses that are configured', () => {
  test.each([
    ['curl http://localhost:4321/downloads/x.zip', 'curl http://localhost:5321/downloads/x.zip'],
    ['open `http://127.0.0.1:8400/desk`', 'open `http://127.0.0.1:9400/desk`'],
    [
      'OIDC_AUTHORITY=https://localhost:8444/t/v2.0',
      'OIDC_AUTHORITY=https://localhost:9444/t/v2.0',
    ],
    ['ENDPOINT=https://localhost:8443/graph', 'ENDPOINT=https://localhost:9443/graph'],
    ['http://localhost:3000/auth/redirect', 'http://localhost:3100/auth/redirect'],
    ['localhost:3000 and port 8400', 'localhost:3100 and port 9400'],
    ['http://login.woodgrove.localhost:8400/x', 'http://login.woodgrove.localhost:9400/x'],
    ['http://127.0.0.1:3000/auth/redirect', 'http://127.0.0.1:3100/auth/redirect'],
    ['https://localhost:3000/auth/redirect', 'https://localhost:3100/auth/redirect'],
    ['Port 3000 is taken', 'Port 3100 is taken'],
  ])('%s becomes %s', (written, shown) => {
    expect(withLocalAddresses(written, moved)).toBe(shown);
  });

  test.each(['AADSTS8400', 'http://localhost:30001/', '4321 users', 'http://localhost:3001/tasks'])(
    '%s stays as it is',
    (text) => expect(withLocalAddresses(text, moved)).toBe(text),
  );

  test('and nothing changes where nothing is configured, or a variable is empty', () => {
    const text = localAddresses.map(({ written }) => written).join(' ');
    expect(withLocalAddresses(text, {})).toBe(text);
    expect(withLocalAddresses(text, { PORT: '', SAMPLE_PORT: ' ' })).toBe(text);
  });

  test('the custom domain can be moved back to the address of the other tenants', () => {
    const env = { PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: 'http://127.0.0.1:8400' };
    const text = 'http://login.woodgrove.localhost:8400/x and http://127.0.0.1:8400/desk';
    expect(withLocalAddresses(text, env)).toBe(
      'http://127.0.0.1:8400/x and http://127.0.0.1:8400/desk',
    );
  });

  test('a public origin takes the place of the local one', () => {
    const env = { SITE_ORIGIN: 'https://lab.example.com', PORT: '8080' };
    expect(withLocalAddresses('http://localhost:4321/errors/', env)).toBe(
      'https://lab.example.com/errors/',
    );
    expect(withLocalAddresses('port 4321', env)).toBe('port 443');
  });
});

test('every variable moves exactly one port, and the cache of pages with it', () => {
  for (const [name, value] of Object.entries(moved)) {
    const env = { [name]: value };
    const changed = localAddresses.filter(({ written, origin }) => origin(env) !== written);
    const ports = new Set(changed.map(({ origin }) => new URL(origin(env)).port));
    expect([...ports], name).toEqual([value]);
    expect(builtAddresses(env), name).not.toBe('');
  }
  expect(builtAddresses({})).toBe('');
});

test('the practice tenant listens where the pages say', () => {
  for (const env of [{}, moved]) {
    const { frontOrigin, origin, customDomainOrigin } = practiceTenantConfiguration(env);
    const said = localAddresses.map((address) => address.origin(env));
    expect(said).toEqual(expect.arrayContaining([frontOrigin, origin, customDomainOrigin]));
  }
});

/** Where addresses are configured, read, or part of an example. */
const elsewhere = /^(?:local-addresses|practice-tenant|style-guide)\//;

test('every source that shows one of these addresses is moved with it', () => {
  const src = join(import.meta.dirname, '../../src');
  const naming = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|astro)$/.test(path) && !elsewhere.test(path))
    .filter((path) => {
      const text = readFileSync(join(src, path), 'utf8');
      return localAddresses.some(({ written }) => text.includes(written));
    });
  expect(naming).toContain('figures/portal/figures.ts');
  expect(naming.filter((path) => !shown.test(`/src/${path}`))).toEqual([]);
});

test('a hosted practice tenant is at one origin below the site’s, or where the operator says', () => {
  const env = { PRACTICE_TENANT: 'hosted', SITE_ORIGIN: 'https://lab.example.com' };
  const text = 'http://127.0.0.1:8400/desk https://localhost:8443/a https://localhost:8444/b';
  const at = (origin: string) => `${origin}/desk ${origin}/a ${origin}/b`;
  expect(withLocalAddresses(text, env)).toBe(at('https://tenant.lab.example.com'));
  const own = { ...env, PRACTICE_TENANT_ORIGIN: 'https://idp.example.org' };
  expect(withLocalAddresses(text, own)).toBe(at('https://idp.example.org'));
});

test('what is hosted has taken its own address with it, and no other one of this machine', () => {
  const env = { PRACTICE_TENANT: 'hosted', SITE_ORIGIN: 'https://lab.example.com' };
  const text = 'https://127.0.0.1:8443/a http://localhost:8400/b localhost:3000';
  expect(withLocalAddresses(text, env)).toBe(text);
});
