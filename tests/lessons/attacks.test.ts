import { afterAll, beforeAll, describe, test } from 'vitest';
import { lyingDiscovery } from '../../src/check-app/checks/lying-discovery.ts';
import { run } from '../../src/check-app/run.ts';
import { failsAt, untriedAt } from '../../src/lessons/attacks.ts';
import { stageNumbers, wayIn } from '../../src/lessons/lessons.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { runningStage } from './running-stage.ts';

let tenant: RunningTenant;
/** Its metadata document lies. */
let lyingTenant: RunningTenant;
beforeAll(async () => {
  [tenant, lyingTenant] = await Promise.all([runningTenant(), runningTenant()]);
  await lyingTenant.faults('entra-id').set(clientIds.webApp, 'lying-discovery', true);
});
afterAll(() => Promise.all([tenant.remove(), lyingTenant.remove()]));

// A stage without time limits spends most of its run waiting for an identity provider that is silent.
describe.concurrent.each(stageNumbers)('stage %i', (stage) => {
  test('falls to exactly the attacks on the list', async ({ expect }) => {
    const app = await runningStage(stage, tenant);
    const practiceTenant = tenant.frontOrigin;
    const { results } = await run({ app: app.origin, practiceTenant, ...wayIn }).finally(app.stop);
    const withOutcome = (outcome: string) =>
      results.filter((each) => each.outcome === outcome).map(({ check }) => check.id);
    expect(withOutcome('not tried').sort()).toEqual(untriedAt(stage).sort());
    expect(withOutcome('failed').sort()).toEqual(
      failsAt(stage)
        .filter((id) => id !== lyingDiscovery.id)
        .sort(),
    );
  });

  test('believes a lying metadata document exactly if that’s on the list', async ({ expect }) => {
    const app = await runningStage(stage, lyingTenant);
    const practiceTenant = lyingTenant.frontOrigin;
    const { results } = await run({
      app: app.origin,
      practiceTenant,
      ...wayIn,
      checks: [lyingDiscovery],
    }).finally(app.stop);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      failsAt(stage).includes(lyingDiscovery.id) ? 'failed' : 'held',
    ]);
  });
});
