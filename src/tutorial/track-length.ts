import type { StepData } from '../content/step-schema.ts';

interface Step {
  data: Pick<StepData, 'order' | 'minutes' | 'azureAccount'>;
}

/** What a track takes: the time on the practice tenant, and the steps that need more than that. */
export function trackLength(steps: readonly Step[]): string {
  const free = steps.filter(({ data }) => !data.azureAccount);
  const minutes = free.reduce((sum, { data }) => sum + data.minutes, 0);
  const paid = steps
    .filter(({ data }) => data.azureAccount)
    .map(({ data }) => ` Step ${data.order} needs an Azure account and costs money.`);
  return `${free.length} steps, about ${Math.round(minutes / 5) * 5} minutes, on the practice tenant.${paid.join('')}`;
}
