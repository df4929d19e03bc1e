import { type Problem, problems } from '../explanations/problems.ts';

/** What a page says when no practice tenants could be made or found. */
export function refusedTenants(error: unknown): Problem {
  // The practice tenant's error comes from another bundle, whose classes aren't this one's.
  if (error instanceof Error && error.name === 'TenantSetRefused')
    return {
      status: 503,
      code: 'no_practice_tenants_now',
      what: 'You can’t get practice tenants right now',
      why: error.message,
      whatToDo: 'Try again later, or run the lab on your own computer.',
    };
  console.error(`A visitor’s practice tenants: ${error instanceof Error ? error.name : 'unknown'}`);
  return problems.tenantsOutOfReach;
}
