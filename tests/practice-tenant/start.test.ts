import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type PracticeTenant,
  type StartOptions,
  startPracticeTenant,
} from '../../src/practice-tenant/index.ts';

const running: PracticeTenant[] = [];
async function start(options?: StartOptions): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant(options);
  running.push(tenant);
  return tenant;
}
afterEach(async () => {
  for (const tenant of running.splice(0)) await tenant.close();
});

describe('startPracticeTenant without options', () => {
  test('runs any number side by side, with nothing in common', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(new Set([one, other].flatMap((each) => [each.frontOrigin, each.origin])).size).toBe(4);
    expect(one.caCertificate).not.toBe(other.caCertificate);
    await one.seed({
      tenants: { b2c: { name: 'Northwind', users: [{ username: 'p@x.example' }] } },
    });
    await one.clock.move(3600);
    expect(await other.directory('b2c').userNamed('p@x.example')).toBeUndefined();
    const names = async (tenant: PracticeTenant) =>
      (await tenant.tenants()).find(({ key }) => key === 'b2c')?.name;
    expect([await names(one), await names(other)]).toEqual(['Northwind', 'Fabrikam']);
    expect(other.clock.offset()).toBe(0);
    await one.close();
    expect((await fetch(`${other.frontOrigin}/ca.pem`)).status).toBe(200);
  });

  test('answers at the addresses that it names, on both loopback addresses of this machine', async () => {
    const tenant = await start();
    const { port } = new URL(tenant.frontOrigin);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await fetch(`http://${host}:${port}/ca.pem`)).status).toBe(200);
    }
    const [entra] = await tenant.tenants();
    expect(entra?.metadata).toBe(`${entra?.authority}/v2.0/.well-known/openid-configuration`);
    expect(entra?.issuer.startsWith(tenant.origin)).toBe(true);
    expect(tenant.customDomainFrontOrigin).toBe(`http://login.woodgrove.localhost:${port}`);
  });

  test('changes nothing else in the process, and prints nothing', async () => {
    const printed = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const spies = printed.map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
    const state = () => ({
      listeners: process.eventNames().map((name) => [name, process.listenerCount(name)]),
      environment: { ...process.env },
      certificates: getCACertificates('default').length,
      folder: process.cwd(),
      now: Date.now,
    });
    const before = state();
    const tenant = await start();
    await fetch(`${tenant.frontOrigin}/nowhere/oauth2/v2.0/authorize`);
    expect(state()).toEqual(before);
    await tenant.close();
    expect(state()).toEqual(before);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test('tells failures of its own to whom it is told to, and prints none', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const report = vi.fn();
    for (const tenant of [await start(), await start({ report })]) {
      const lost = new Error('lost');
      vi.spyOn(tenant.directory('entra-id'), 'users').mockRejectedValue(lost);
      expect((await fetch(`${tenant.frontOrigin}/desk/entra-id`)).status).toBe(503);
    }
    expect(report.mock.calls).toEqual([
      [expect.any(String), expect.objectContaining({ message: 'lost' })],
    ]);
    expect(printed).not.toHaveBeenCalled();
  });

  test('leaves no folder once it is closed', async () => {
    const tenant = await start();
    const folder = dirname(dirname(tenant.caCertificateFile));
    expect(await readdir(folder)).toEqual(['certificates']);
    await tenant.close();
    expect(existsSync(folder)).toBe(false);
  });
});

test('a start that fails leaves no folder and no port', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'own-'));
  // Where other suites leave nothing.
  vi.stubEnv('TMPDIR', temporary);
  const redisUrl = 'redis://127.0.0.1:1';
  await expect(startPracticeTenant({ redisUrl })).rejects.toThrow(/Redis doesn’t respond/);
  const seed = { tenants: { 'entra-id': { consents: [{ user: 'x', app: 'y', scopes: [] }] } } };
  await expect(startPracticeTenant({ seed })).rejects.toThrow(/names a user that isn’t there/);
  expect(await readdir(temporary)).toEqual([]);
  await rm(temporary, { recursive: true });
});

test('with a data folder the state outlives it, the clock included; in memory it does not', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'practice-tenant-'));
  const seed = { tenants: { 'entra-id': { users: [{ username: 'kept' }] } } };
  const kept = await start({ dataFolder, seed });
  await kept.clock.move(7200);
  await kept.close();
  const again = await start({ dataFolder });
  expect(await again.directory('entra-id').userNamed('kept@contoso.onmicrosoft.com')).toBeDefined();
  expect(again.clock.offset()).toBe(7200);
  expect(again.caCertificate).toBe(kept.caCertificate);
  await again.close();
  const inMemory = await start({ dataFolder, state: 'memory' });
  expect(inMemory.clock.offset()).toBe(0);
  expect(inMemory.caCertificate).toBe(kept.caCertificate);
  await inMemory.close();
  await rm(dataFolder, { recursive: true });
});

test('a reset takes a tenant back to its seed, and to what it came with', async () => {
  const seed = {
    tenants: { 'entra-id': { name: 'Mine', users: [{ username: 'pat', name: 'Pat' }] } },
  };
  const tenant = await start({ seed });
  const directory = tenant.directory('entra-id');
  const pat = await directory.userNamed('pat@contoso.onmicrosoft.com');
  await directory.removeUser(pat?.objectId ?? '');
  await tenant.seed({ tenants: { 'entra-id': { name: 'Other', users: [{ username: 'late' }] } } });
  await tenant.reset();
  expect((await directory.users()).map(({ name }) => name)).toEqual([
    'Alex Rivera',
    'Sam Okafor',
    'Mira Lindqvist',
    'Noor Haddad (guest)',
    'Pat',
  ]);
  expect((await tenant.tenants())[0]?.name).toBe('Mine');
});
