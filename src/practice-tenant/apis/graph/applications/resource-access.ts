import { z } from 'zod';
import type { Registration } from '../../../directory/model.ts';
import { badRequest } from '../odata/graph-error.ts';
import { type Api, roleOf, shortScopesOf } from './apis.ts';

export const requiredResourceAccess = z.array(
  z.strictObject({
    resourceAppId: z.string(),
    resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(['Scope', 'Role']) })),
  }),
);
type RequiredResourceAccess = z.infer<typeof requiredResourceAccess>;

/** "API permissions" of a registration, by the IDs of permissions. */
export function shownAccess(
  { permissions = [], requestedAppPermissions = {} }: Registration,
  apis: readonly Api[],
): RequiredResourceAccess {
  return apis.flatMap((api) => {
    const scopes = shortScopesOf(api, permissions).flatMap((value) => {
      const found = api.scopes.find((scope) => scope.value === value);
      return found === undefined ? [] : [{ id: found.id, type: 'Scope' as const }];
    });
    const roles = (requestedAppPermissions[api.clientId] ?? []).map((value) => ({
      id: roleOf(api, value).id,
      type: 'Role' as const,
    }));
    const resourceAccess = [...scopes, ...roles];
    return resourceAccess.length === 0 ? [] : [{ resourceAppId: api.clientId, resourceAccess }];
  });
}

/**
 * The same in the other direction.
 * @throws GraphError for an API or permission that the practice tenant doesn't have
 */
export function keptAccess(
  sent: RequiredResourceAccess,
  apis: readonly Api[],
): Pick<Registration, 'permissions' | 'requestedAppPermissions'> {
  const permissions: string[] = [];
  const requestedAppPermissions: Record<string, string[]> = {};
  for (const { resourceAppId, resourceAccess } of sent) {
    const api = apis.find(({ clientId }) => clientId === resourceAppId.toLowerCase());
    if (api === undefined) {
      throw unknown(`no API with the client ID ${resourceAppId}`, apis, 'clientId');
    }
    for (const { id, type } of resourceAccess) {
      const all = type === 'Scope' ? api.scopes : api.roles;
      const found = all.find((each) => each.id === id.toLowerCase());
      if (found === undefined) throw unknown(`no permission of ${api.name} with the ID ${id}`, all);
      if (type === 'Scope') permissions.push(api.kept(found.value));
      else
        requestedAppPermissions[api.clientId] = [
          ...(requestedAppPermissions[api.clientId] ?? []),
          found.value,
        ];
    }
  }
  return { permissions, requestedAppPermissions };
}

/** The real service takes any ID and fails at the sign-in instead. */
function unknown(what: string, there: readonly object[], key = 'id') {
  const names = there.map((each) =>
    Object.entries(each)
      .filter(([name]) => name === key || name === 'value' || name === 'name')
      .map(([, value]) => String(value))
      .join(' '),
  );
  return badRequest(
    "Invalid value specified for property 'requiredResourceAccess' of resource 'Application'.",
    `The practice tenant has ${what}. It has: ${names.join(', ')}.`,
  );
}
