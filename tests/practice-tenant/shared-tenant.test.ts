import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  type PracticeTenant,
  type PracticeTenantOptions,
  startPracticeTenant,
} from '../../src/practice-tenant/index.ts';
import { freePort } from '../e2e/free-ports.ts';
import { startRedis } from '../faults/redis-process.ts';

const redis = await startRedis();
const folders: string[] = [];
const started: PracticeTenant[] = [];
afterAll(async () => {
  await Promise.all(started.map((tenant) => tenant.close()));
  await redis.stop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

const origins = {
  frontOrigin: `http://127.0.0.1:${await freePort()}`,
  origin: `https://localhost:${await freePort()}`,
  customDomainOrigin: `https://localhost:${await freePort()}`,
};

/** An instance with ports and a data folder of its own, behind the same public addresses. */
async function instance(): Promise<{ front: number }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'practice-tenant-'));
  folders.push(dataFolder);
  const ports = { front: await freePort(), back: await freePort(), customDomain: await freePort() };
  const siteOrigin = 'http://localhost:4321';
  const options: PracticeTenantOptions = {
    ...origins,
    ports,
    siteOrigin,
    dataFolder,
    redisUrl: redis.url,
  };
  started.push(await startPracticeTenant(options));
  return { front: ports.front };
}

test('two instances that start at the same time have the same keys and the same people', async () => {
  const both = await Promise.all([instance(), instance()]);
  const keys = both.map(async ({ front }) => {
    const address = `http://127.0.0.1:${front}/contoso.onmicrosoft.com/discovery/v2.0/keys`;
    return (await fetch(address)).json();
  });
  const [first, second] = await Promise.all(keys);
  expect(first).toEqual(second);
  const [one, other] = started;
  await one?.directory('b2c').addUser({ username: 'n', email: 'n@x.y', name: 'Nia' });
  expect(await other?.directory('b2c').userNamed('n@x.y')).toMatchObject({ name: 'Nia' });

  // A service principal that one instance makes is another's too, and follows its registration.
  const { anyAccount } = clientIds;
  const foreign = await one?.directory('northwind').registration(anyAccount);
  if (foreign === undefined) throw new Error('The app is not found.');
  const { withoutServicePrincipal: _, ...consented } = foreign;
  await one?.directory('northwind').saveRegistration({ ...consented, adminConsent: ['User.Read'] });
  const home = await other?.directory('entra-id').registration(anyAccount);
  if (home === undefined) throw new Error('The app is not registered.');
  await other?.directory('entra-id').saveRegistration({ ...home, name: 'Renamed' });
  const expected = [{ name: 'Renamed', adminConsent: ['User.Read'] }];
  for (const each of [one, other])
    expect(await each?.directory('northwind').registrations()).toMatchObject(expected);
});
