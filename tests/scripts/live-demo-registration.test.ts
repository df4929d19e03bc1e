import { writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveDemo } from '../../scripts/live-demo-registration.ts';
import { demoRegistrations } from '../../src/auth/registrations.ts';
import { type DemoName, demoFacts, demoNames, variablePrefix } from '../../src/scenarios/demos.ts';
import {
  type RunningTenant,
  runningTenant,
  siteOrigin,
} from '../practice-tenant/running-tenant.ts';
import { accessToken } from '../samples/web-app/register/azure-cli.ts';
import { type Registering, registering } from '../samples/web-app/register/registering.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

const folderFor = (name: DemoName): Promise<Registering> =>
  registering(tenant, demoFacts[name].tenantType, { app: liveDemo(name) });

const optionsFor = (name: DemoName): string[] => {
  const { accountType } = demoFacts[name];
  return [
    '--yes',
    `--url=${siteOrigin}`,
    ...(accountType ? [`--account-types=${accountType}`] : []),
  ];
};

test.each(demoNames)(
  '%s: the site takes what was written for it, and --remove takes it away',
  async (name) => {
    const folder = await folderFor(name);
    try {
      await writeFile(`${folder.folder}.env`, 'SITE_ORIGIN=http://localhost:4321\n');
      const { tenantType } = demoFacts[name];
      const token = await accessToken(tenant, tenantType);
      const made = await folder.run(optionsFor(name), { token });
      expect(made.status, made.output).toBe(0);
      const env = parseEnv(await folder.text('.env'));
      const prefix = variablePrefix(name);
      const own = Object.keys(env).filter((variable) => variable.startsWith(prefix));
      expect(Object.keys(env).toSorted()).toEqual(['SITE_ORIGIN', ...own].toSorted());

      const registrations = demoRegistrations(env, { siteOrigin, practiceTenant: undefined });
      expect([...registrations.keys()]).toEqual([name]);
      const { registration } = registrations.get(name) ?? {};
      const clientId = env[`${prefix}CLIENT_ID`] ?? '';
      const there = await tenant.directory(tenantType).registration(clientId);
      expect(there?.redirectUris).toEqual([
        registration?.redirectUri,
        registration?.postLogoutRedirectUri,
      ]);

      const removed = await folder.run(['--yes', '--remove'], { token });
      expect(removed.status, removed.output).toBe(0);
      expect(await folder.text('.env')).toBe('SITE_ORIGIN=http://localhost:4321\n');
      expect(await tenant.directory(tenantType).registration(clientId)).toBeUndefined();
    } finally {
      await folder.remove();
    }
  },
);

test('two demos share one file: removing one leaves the other', async () => {
  const first = await folderFor('entra-id');
  const app = liveDemo('entra-id-organizations');
  const second = await registering(tenant, 'entra-id', { app, folder: first.folder });
  const token = await accessToken(tenant, 'entra-id');
  try {
    expect(await first.run(optionsFor('entra-id'), { token })).toMatchObject({ status: 0 });
    expect(await second.run(optionsFor('entra-id-organizations'), { token })).toMatchObject({
      status: 0,
    });
    expect(await first.run(['--yes', '--remove'], { token })).toMatchObject({ status: 0 });
    const env = parseEnv(await first.text('.env'));
    const registrations = demoRegistrations(env, { siteOrigin, practiceTenant: undefined });
    expect([...registrations.keys()]).toEqual(['entra-id-organizations']);
  } finally {
    await first.remove();
  }
});
