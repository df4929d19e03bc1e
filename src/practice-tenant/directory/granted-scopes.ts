import type { Consents } from './consents.ts';
import type { Registration } from './model.ts';
import type { Resource } from './resources.ts';
import { isDefaultScope, isOpenIdScope, resourceOf } from './scopes.ts';

/** The scopes with `.default` resolved: every scope of its API that has consent, without `.default` itself. */
export async function withoutDefault(
  scopes: readonly string[],
  consents: Consents,
  { objectId, app, resource }: { objectId: string; app: Registration; resource: Resource },
): Promise<string[]> {
  if (!scopes.some(isDefaultScope)) return [...scopes];
  const names = [resource.uri, resource.api?.exposedApi?.identifierUri];
  const granted = (await consents.agreed(objectId, app)).filter(
    (scope) => !isOpenIdScope(scope) && names.includes(resourceOf(scope)),
  );
  return [...new Set([...scopes, ...granted])].filter((scope) => !isDefaultScope(scope));
}

/** What consent is asked for: instead of `.default`, everything that the app is configured to ask for. */
export const scopesToAskFor = (
  { permissions = [] }: Registration,
  scopes: readonly string[],
): string[] => [
  ...new Set(
    scopes.flatMap((scope) =>
      isDefaultScope(scope) && permissions.some((each) => resourceOf(each) === resourceOf(scope))
        ? permissions
        : [scope],
    ),
  ),
];
