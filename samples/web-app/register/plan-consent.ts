import { type Apis, scopeId } from './application.ts';
import type { Change } from './change.ts';
import { findGrants, isForbidden } from './find.ts';
import type { GraphClient } from './graph-client.ts';
import { type Grant, missingFrom, type ServicePrincipal } from './graph-resources.ts';
import type { Question } from './question.ts';

/** Consent for all users, where some of it is missing. */
export async function consentChanges(
  { graph, blueprint }: Question,
  apis: Apis,
  principal: ServicePrincipal | undefined,
): Promise<Change[]> {
  const grants = await grantsOf(graph, principal);
  return blueprint.consent.flatMap(({ api, scopes }): Change[] => {
    // A scope that the API doesn't offer would be found out by nobody but the user.
    for (const scope of scopes) scopeId(apis, api, scope);
    const grant = grants.find(({ resourceId }) => resourceId === apis.get(api)?.id);
    const missing = missingFrom(grant, scopes);
    return missing.length === 0 ? [] : [{ kind: 'grant-consent', api, scopes: missing, grant }];
  });
}

/** Who may not read consent may not grant it either: the attempt says so. */
async function grantsOf(
  graph: GraphClient,
  principal: ServicePrincipal | undefined,
): Promise<Grant[]> {
  if (principal === undefined) return [];
  try {
    return await findGrants(graph, principal.id);
  } catch (error) {
    if (isForbidden(error)) return [];
    throw error;
  }
}
