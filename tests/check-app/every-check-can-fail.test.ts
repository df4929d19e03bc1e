import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/check-app/checks/checks.ts';
import { run } from '../../src/check-app/run.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { practiceVariables, runningWebApp } from '../samples/web-app/running-web-app.ts';
import { brokenCopy } from './broken-samples/broken-copy.ts';
import type { BrokenSample } from './broken-samples/broken-sample.ts';
import { brokenSamples } from './broken-samples/broken-samples.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

it('has at least one broken sample for every check, and none for a check that there isn’t', () => {
  const ids = checks.map(({ id }) => id);
  expect(new Set(brokenSamples.map(({ check }) => check))).toEqual(new Set(ids));
});

it('refuses a change whose text isn’t there', async () => {
  const change = { file: 'app.ts', replace: 'no such text', with: '' };
  await expect(brokenCopy([change])).rejects.toThrow('app.ts contains this 0 times');
});

describe.concurrent.each(brokenSamples)('$check: $mistake', (broken) => {
  it('is noticed, although an honest sign-in works', async () => {
    expect(await resultOf(broken)).toMatchObject({ outcome: 'failed' });
  });
});

async function resultOf({ check: id, changes }: BrokenSample) {
  await using copy = await brokenCopy(changes);
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  const variables = practiceVariables('entra-id', { front, back, custom });
  const app = await runningWebApp(variables, copy.folder);
  try {
    const only = checks.filter((each) => each.id === id);
    const { results } = await run({ app: app.origin, practiceTenant: front, checks: only });
    return results[0];
  } finally {
    await app.stop();
  }
}
