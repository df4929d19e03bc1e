import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { faultsOfStep, stepsWithFaults } from '../../src/demo/step-faults.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

const steps = readdirSync(new URL('../../src/content/tutorials', import.meta.url));

it.each(stepsWithFaults)('the step %s exists, and each tenant type has a fault for it', (step) => {
  expect(steps).toContain(`${step}.mdx`);
  for (const tenantType of tenantTypes) expect(faultsOfStep(step, tenantType)).not.toEqual([]);
});

it('suggests a social provider only where there is one', () => {
  expect(faultsOfStep('sign-in', 'b2c')).toContain('social-provider-down');
  expect(faultsOfStep('sign-in', 'entra-id')).not.toContain('social-provider-down');
});
