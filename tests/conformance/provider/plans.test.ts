import { afterAll, beforeAll, describe, test } from 'vitest';
import { plans } from '../../../src/conformance/plans.ts';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { ModuleLog } from '../module-log.ts';
import { expectRecorded } from '../recorded-outcome.ts';
import { providerModules } from './modules.ts';
import { providerUnderTest } from './practice-tenant.ts';
import { inSetting, type ProviderUnderTest } from './setting.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const ofProviders = [
  'oidcc-config-certification-test-plan',
  'oidcc-basic-certification-test-plan',
] as const;

describe.each(ofProviders)('%s', (plan) => {
  describe.each(tenantTypes)('against %s', (subject) => {
    let provider: ProviderUnderTest;
    beforeAll(async () => {
      provider = await providerUnderTest(tenant, subject);
    });

    for (const module of plans[plan])
      test(`${module} has the recorded outcome`, async (context) => {
        const log = new ModuleLog();
        await inSetting(provider, log, providerModules[module]);
        expectRecorded(context, { plan, module, subject }, log);
      });
  });
});
