import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { checkedApps } from '../../src/checked-apps/apps.ts';
import { checkedAppsEvidenceSchema } from '../../src/checked-apps/evidence.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { checkedApp, registerCheckedApps } from './checked-apps.ts';

const { apps } = checkedAppsEvidenceSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../src/checked-apps/evidence.json', import.meta.url), 'utf8'),
  ),
);

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await registerCheckedApps(tenant);
});
afterAll(() => tenant.remove());

// Most of the time of a run is spent waiting for apps that wait for a silent token endpoint.
describe.concurrent('check-app, on an app with a library that nobody here wrote,', () => {
  test.for(checkedApps)('shows of $name what the page says', async ({ name }, { skip, expect }) => {
    const shown = await checkedApp(tenant, name);
    if (shown === undefined) return skip(`This machine has no ${name}.`);
    const { failed, notTried } = apps[name] ?? {};
    expect(shown).toEqual({ failed, notTried });
  });
});
