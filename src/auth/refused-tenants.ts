import type { DemoConfiguration } from './demo-configuration.ts';
import { noReports } from './demo-reports.ts';
import { type Problem, problems } from './explanations/problems.ts';

/** What a page says when no practice tenants could be made or found. */
export function refusedTenants(
  error: unknown,
  { reports = noReports }: Pick<DemoConfiguration, 'reports'>,
): Problem {
  // The practice tenant's error comes from another bundle, whose classes aren't this one's.
  if (error instanceof Error && error.name === 'TenantSetRefused') {
    // What happened is its first sentence, and what to do the second.
    const end = error.message.indexOf('. ') + 1;
    return {
      status: 503,
      code: 'no_practice_tenants_now',
      what: 'You can’t get practice tenants right now',
      why: error.message.slice(0, end),
      whatToDo: error.message.slice(end + 1),
    };
  }
  const name = error instanceof Error ? error.name : 'unknown';
  reports.error('practice_tenants_out_of_reach', `A visitor’s practice tenants: ${name}`);
  return problems.tenantsOutOfReach;
}
