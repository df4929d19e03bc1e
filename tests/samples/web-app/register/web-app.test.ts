import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { seedFirstPartyClients } from './first-party-clients.ts';
import { registering } from './registering.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await seedFirstPartyClients(tenant);
});
afterAll(() => tenant?.remove());

test('registers by device code, writes .env, and takes it all away again', async () => {
  const folder = await registering(tenant, 'entra-id');
  const made = await folder.run(['--yes'], { user: 'Alex Rivera' });
  expect(made.output).toContain('Client ID');
  expect(made.status).toBe(0);
  const env = parseEnv(await folder.text('.env'));
  console.log(made.output, env);
  const removed = await folder.run(['--remove', '--yes'], { user: 'Alex Rivera' });
  console.log(removed.output);
  expect(removed.status).toBe(0);
  await folder.remove();
}, 60_000);
