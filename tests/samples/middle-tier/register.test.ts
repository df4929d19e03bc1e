import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { middleTierApi } from '../../../samples/middle-tier/app.ts';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';
import { middleTier } from '../../../samples/middle-tier/register/middle-tier.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceSignIn } from '../protected-api/practice-sign-in.ts';
import { served } from '../protected-api/served-api.ts';
import { accessToken } from '../web-app/register/azure-cli.ts';
import { registering } from '../web-app/register/registering.ts';

const sample = fileURLToPath(new URL('../../../samples/middle-tier/', import.meta.url));
let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
  '%s: the middle tier that was registered calls Microsoft Graph on behalf of a user',
  async (type) => {
    const token = await accessToken(tenant, type);
    const folder = await registering(tenant, type, { app: middleTier('.env.sample'), sample });
    const outcome = await folder.run(['--yes'], { token });
    expect(outcome.status, outcome.output).toBe(0);
    const environment = parseEnv(await folder.text('.env'));
    expect(outcome.output).not.toContain(environment['CLIENT_SECRET']);
    const api = await served(middleTierApi(middleTierFrom(environment)));
    const scopes = [`api://${environment['CLIENT_ID']}/Tasks.Read`];
    const { accessToken: read } = await practiceSignIn(tenant, type, scopes);
    const response = await fetch(`${api.origin}/me`, {
      headers: { authorization: `Bearer ${read}` },
    });
    expect(await response.json()).toMatchObject({ displayName: 'Alex Rivera' });
    const removed = await folder.run(['--yes', '--remove'], { token });
    expect(removed.status, removed.output).toBe(0);
    await api.close();
    await folder.remove();
  },
);
