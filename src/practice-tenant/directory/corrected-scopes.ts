import type { Directory } from './directory.ts';
import type { Tenant } from './model.ts';
import { clientIdIn, graph, isOpenIdScope, resourceOf, scopeList, shortScope } from './scopes.ts';

/**
 * A scope parameter with the names of scopes as their API spells them. Case doesn't count to Entra, and
 * its responses have the API's spelling: `user.read` becomes `User.Read`. The API's own address stays as
 * it was sent, and a scope that nothing here has stays too. Nothing is published about Azure AD B2C.
 */
export async function correctedScopes(
  { dialect }: Tenant,
  directory: Directory,
  sent: string,
): Promise<string> {
  if (dialect === 'b2c') return sent;
  const scopes = scopeList(sent);
  const ofApi = scopes.some((each) => !isOpenIdScope(each) && resourceOf(each) !== graph.uri);
  const apps = ofApi ? await directory.registrations() : [];
  const namesAt = (resource: string): readonly string[] => {
    if (resource === graph.uri) return graph.scopes;
    const named = clientIdIn(resource);
    const api = apps.find(({ clientId, exposedApi }) =>
      named === undefined ? exposedApi?.identifierUri === resource : clientId === named,
    );
    return api?.exposedApi?.scopes ?? [];
  };
  const corrected = scopes.map((scope) => {
    if (isOpenIdScope(scope)) return scope;
    const name = shortScope(scope);
    const names = namesAt(resourceOf(scope));
    if (names.includes(name)) return scope;
    const spelled = names.find((each) => each.toLowerCase() === name.toLowerCase());
    return spelled === undefined ? scope : scope.slice(0, scope.length - name.length) + spelled;
  });
  return corrected.join(' ');
}
