/** What kind of address a request is for: all that metrics and logs say of an address. */
export const routeClasses = [
  'page',
  'file',
  'zip',
  'demo',
  'auth',
  'check',
  'health',
  'tenant_authorize',
  'tenant_token',
  'tenant_metadata',
  'tenant_interaction',
  'tenant_desk',
  'tenant_admin',
  'tenant_graph',
  'other',
] as const;
export type RouteClass = (typeof routeClasses)[number];

type Classes = readonly (readonly [pattern: RegExp, route: RouteClass])[];

const health: Classes = [[/^\/(?:healthz|readyz)$/, 'health']];

const ofSite: Classes = [
  ...health,
  // No address of this site, but perhaps of another.
  [/^\/\//, 'other'],
  [/^\/auth(?:\/|$)/, 'auth'],
  [/^\/demo(?:\/|$)/, 'demo'],
  [/^\/check(?:\/|$)/, 'check'],
  [/\.zip$/, 'zip'],
  [/\.[a-z\d]+$/i, 'file'],
  [/^\//, 'page'],
];

/** What comes before is the tenant or its policy, which says nothing about the kind of request. */
const ofTenant: Classes = [
  ...health,
  [/^\/desk(?:\/|$)/, 'tenant_desk'],
  [/^\/admin(?:\/|$)/, 'tenant_admin'],
  [/^\/(?:graph|tasks-api)(?:\/|$)/, 'tenant_graph'],
  [/\/\.well-known\/|\/discovery\//, 'tenant_metadata'],
  [/\/oauth2\/(?:v2\.0\/)?(?:token|devicecode)$/, 'tenant_token'],
  [/\/oauth2\/(?:v2\.0\/)?(?:authorize|logout)$/, 'tenant_authorize'],
  [/\/interaction(?:\/|$)/, 'tenant_interaction'],
];

const classOf =
  (classes: Classes) =>
  (url: string | undefined): RouteClass => {
    const [path = ''] = (url ?? '').split('?', 1);
    return classes.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
  };

export const siteRoute = classOf(ofSite);
export const tenantRoute = classOf(ofTenant);
