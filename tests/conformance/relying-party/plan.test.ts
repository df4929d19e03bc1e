import { afterAll, beforeAll, describe, test } from 'vitest';
import { plans } from '../../../src/conformance/plans.ts';
import { expressTarget } from '../../hostile-provider/express-target.ts';
import { HostileProvider } from '../../hostile-provider/provider.ts';
import { siteTarget } from '../../hostile-provider/site-target.ts';
import type { Target } from '../../hostile-provider/target.ts';
import { ModuleLog } from '../module-log.ts';
import { expectRecorded } from '../recorded-outcome.ts';
import { clientModules, withClientOfItsOwn } from './modules.ts';

const plan = 'oidcc-client-basic-certification-test-plan';
const clients = { sample: expressTarget, site: siteTarget } as const;

async function startClient(target: Target) {
  const provider = await HostileProvider.start();
  const app = await target.start(provider);
  const stop = async () => {
    await app.stop();
    await provider.close();
  };
  return { provider, app, stop };
}

describe.each(['sample', 'site'] as const)(`${plan} against the %s`, (subject) => {
  let shared: Awaited<ReturnType<typeof startClient>>;
  beforeAll(async () => {
    shared = await startClient(clients[subject]);
  });
  afterAll(() => shared?.stop());

  for (const module of plans[plan])
    test(`${module} has the recorded outcome`, async (context) => {
      const own = withClientOfItsOwn.has(module) ? await startClient(clients[subject]) : undefined;
      const log = new ModuleLog();
      try {
        const { provider, app } = own ?? shared;
        await log.run(() => clientModules[module]({ log, provider, app }));
      } finally {
        await own?.stop();
      }
      expectRecorded(context, { plan, module, subject }, log);
    });
});
