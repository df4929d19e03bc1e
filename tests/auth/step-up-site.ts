import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningSite, startSite } from '../e2e/running-site.ts';

/**
 * A site whose Entra ID demo an operator has pointed at the practice tenant, with an API that asks for a
 * second factor.
 */
export async function startStepUpSite(): Promise<RunningSite> {
  const origin = `https://localhost:${await freePort()}`;
  return startSite({
    PRACTICE_TENANT_ORIGIN: origin,
    ENTRA_ID__AUTHORITY: `${origin}/0a0a0a0a-1111-4111-8111-111111111111`,
    ENTRA_ID__CLIENT_ID: clientIds.liveDemo,
    ENTRA_ID__CLIENT_SECRET: 'practice~live-demo~not-a-real-secret',
    ENTRA_ID__ENDPOINT: `${origin}/tasks-api/private-tasks`,
    ENTRA_ID__SCOPE: `api://${clientIds.tasksApi}/Tasks.Read`,
  });
}
