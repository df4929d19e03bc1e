import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { attempt, msalApp } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

// A B2C tenant has no Graph for the users who sign in.
describe.each(tenantTypes.filter((type) => type !== 'b2c'))(
  'microsoft-graph-client with %s',
  (type) => {
    test('reads the signed-in user, understands an error, and takes batches and pages', async () => {
      const { accessToken, account } = await (await attempt(msalApp(tenant, type))).redeem();
      const running = await runningApp('graph-client', tenant.caCertificate, () => ({
        GRAPH: `${tenant.origin}/graph/`,
        TOKEN: accessToken,
      }));
      expect(await running.message()).toMatchObject({
        name: 'Alex Rivera',
        error: { status: 400, code: 'BadRequest' },
        batch: { name: 'Alex Rivera', failed: 400 },
        groups: (await tenant.directory(type).user(account?.localAccountId))?.groups?.length ?? 0,
      });
      await running.stop();
    });
  },
);
