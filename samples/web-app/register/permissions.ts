/** One kind of request, with the least that Microsoft Graph asks for. */
export interface GraphRequestNeeds {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version; an ID in braces. */
  path: string;
  /** What the command does it for. */
  purpose: string;
  /** The least privileged delegated permission. */
  permission: string;
  /** The least privileged role of the account; undefined if every member may. */
  role: string | undefined;
}

const cloudApplicationAdministrator = 'Cloud Application Administrator';
const ownerOr = `owner of the application, or ${cloudApplicationAdministrator}`;
const developer = 'Application Developer, unless the tenant lets every user register applications';
const flowAdministrator = 'External ID User Flow Administrator';
const apps = 'Application.ReadWrite.All';
const grants = 'DelegatedPermissionGrant.ReadWrite.All';
const flows = 'EventListener.ReadWrite.All';
const linked =
  '/identity/authenticationEventsFlows/{id}/conditions/applications/includeApplications';

const row = (
  request: string,
  purpose: string,
  permission: string,
  role?: string,
): GraphRequestNeeds => {
  const [method = '', path = ''] = request.split(' ');
  if (method !== 'GET' && method !== 'POST' && method !== 'PATCH' && method !== 'DELETE')
    throw new Error(`No method: ${request}`);
  return { method, path, purpose, permission, role };
};

/** Every request that the command sends to Microsoft Graph v1.0. */
export const graphRequests: readonly GraphRequestNeeds[] = [
  row('GET /organization', 'shows the tenant', 'User.Read'),
  row('GET /me', 'shows the account', 'User.Read'),
  row('GET /applications', 'finds what an earlier run made, and names that are taken', apps),
  row('POST /applications', 'makes the application', apps, developer),
  row('GET /applications/{id}', 'compares the application', apps),
  row('PATCH /applications/{id}', 'changes what differs, and adds a certificate', apps, ownerOr),
  row('POST /applications/{id}/addPassword', 'makes a client secret', apps, ownerOr),
  row('POST /applications/{id}/removePassword', 'removes a secret it made', apps, ownerOr),
  row('DELETE /applications/{id}', 'removes the application', apps, ownerOr),
  row("GET /servicePrincipals(appId='{appId}')", "finds the app's and the APIs'", apps),
  row('POST /servicePrincipals', 'makes the service principal', apps, ownerOr),
  row('DELETE /servicePrincipals/{id}', 'removes the service principal', apps, ownerOr),
  row('GET /oauth2PermissionGrants', 'finds the consent there is', grants),
  row('POST /oauth2PermissionGrants', 'grants consent', grants, cloudApplicationAdministrator),
  row(
    'PATCH /oauth2PermissionGrants/{id}',
    'adds scopes to consent, and takes them away',
    grants,
    cloudApplicationAdministrator,
  ),
  row(
    'DELETE /oauth2PermissionGrants/{id}',
    'takes consent away',
    grants,
    cloudApplicationAdministrator,
  ),
  row('GET /identity/authenticationEventsFlows', 'finds the user flows', flows, flowAdministrator),
  row(`GET ${linked}`, 'finds out whether the app is in a user flow', flows, flowAdministrator),
  row(`POST ${linked}`, 'adds the app to a user flow', flows, flowAdministrator),
  row(`DELETE ${linked}/{appId}`, 'takes the app out of it', flows, flowAdministrator),
];

/** What a request needs, if it's one of these. @param path with or without a query */
export function needsOf(method: string, path: string): GraphRequestNeeds | undefined {
  const [address = ''] = path.split('?');
  return graphRequests.find((each) => each.method === method && patternOf(each.path).test(address));
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[().$]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
