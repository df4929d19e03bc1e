import { paths, pathsOfVersion1 } from '../directory/addresses.ts';
import { type SharedName, sharedNames, type Tenant, type UserFlow } from '../directory/model.ts';

export interface Route {
  tenant: Tenant;
  userFlow: UserFlow | undefined;
  /** The segments before `path`, as they were sent, and the user flow that only the parameter `p` named. */
  base: string;
  /** Below the base, in lower case but for what follows an ID. */
  path: string;
  /** The word in place of a tenant that the request came through. */
  shared?: SharedName;
  /** What the address names as a user flow, where the tenant has no such one. */
  unknownUserFlow?: string;
  /** Where the tenant has user flows, and the address names none: `userFlow` is then the first one. */
  namesNoUserFlow?: true;
}

/** An address of several tenants: whose user it is about isn't known yet. */
export interface SharedRoute {
  tenant?: undefined;
  shared: SharedName;
  /** Below the shared name. */
  path: string;
}

/**
 * Finds the tenant, and for B2C the user flow, of an address. Tenants are named by ID or domain; user
 * flows by a segment, or by the parameter `p` as older apps do. Case never counts: MSAL lower-cases.
 * Once a user's tenant is known, its ID follows the shared name, so that pages know both.
 */
export function findRoute(tenants: readonly Tenant[], url: URL): Route | SharedRoute | undefined {
  const segments = url.pathname.split('/').slice(1);
  const prefix = segments[0]?.toLowerCase() === 'tfp' ? 1 : 0;
  const name = segments[prefix]?.toLowerCase();
  const shared = sharedNames.find((each) => each === name);
  if (shared !== undefined) return sharedRoute(tenants, shared, segments.slice(prefix + 1));
  const tenant = tenants.find(({ id, domain }) => id === name || domain === name);
  if (tenant === undefined) return undefined;
  const below = segments.slice(prefix + 1);
  const inPath = beginsWithUserFlow(tenant, below) ? below[0] : undefined;
  const hasUserFlows = tenant.userFlows.length > 0;
  const said = inPath ?? ((hasUserFlows && url.searchParams.get('p')) || undefined);
  const userFlow = tenant.userFlows.find(({ id }) => id.toLowerCase() === said?.toLowerCase());
  const isUnknown = hasUserFlows && said !== undefined && userFlow === undefined;
  const length = prefix + (inPath === undefined ? 1 : 2);
  return {
    tenant,
    userFlow: userFlow ?? tenant.userFlows[0],
    // The pages of a sign-in don't repeat the parameter, so their addresses name the user flow.
    base: [
      '',
      ...segments.slice(0, length),
      ...(inPath === undefined && userFlow !== undefined ? [userFlow.id] : []),
    ].join('/'),
    path: `/${segments.slice(length).join('/')}`,
    ...(isUnknown ? { unknownUserFlow: said } : {}),
    ...(hasUserFlows && said === undefined ? { namesNoUserFlow: true as const } : {}),
  };
}

function sharedRoute(
  tenants: readonly Tenant[],
  shared: SharedName,
  below: readonly string[],
): Route | SharedRoute {
  const [first = '', ...rest] = below;
  const tenant = tenants.find(
    ({ id, sharedNames: own }) => id === first.toLowerCase() && own.includes(shared),
  );
  return tenant === undefined
    ? { shared, path: `/${below.join('/')}` }
    : throughShared(tenant, shared, `/${rest.join('/')}`);
}

/** The route of one tenant's user who came through a shared authority. */
export const throughShared = (tenant: Tenant, shared: SharedName, path: string): Route => ({
  tenant,
  userFlow: undefined,
  base: `/${shared}/${tenant.id}`,
  path,
  shared,
});

const endpoints: ReadonlySet<string> = new Set(Object.values(paths));

/** Whether the first segment has the prefix of all user flows or precedes an endpoint: it may be mistyped. */
const beginsWithUserFlow = (tenant: Tenant, [first = '', ...rest]: readonly string[]): boolean =>
  tenant.userFlows.length > 0 &&
  (/^b2c_1/i.test(first) || endpoints.has(`/${rest.join('/')}`.toLowerCase()));

/** What a tenant with user flows has without one: tokens for apps, and for administrators on another device. */
const withoutUserFlow: ReadonlySet<string> = new Set([
  paths.discovery,
  pathsOfVersion1.discovery,
  paths.keys,
  pathsOfVersion1.keys,
  paths.token,
  paths.deviceCode,
  paths.deviceSignIn,
]);

/** Whether an address of a tenant with user flows is one of the ordinary Entra tenant that it is, too. */
export const isForAdministrators = ({ namesNoUserFlow, path }: Route): boolean =>
  namesNoUserFlow === true &&
  (withoutUserFlow.has(path) ||
    [`${paths.deviceSignIn}/`, '/interaction/'].some((each) => path.startsWith(each)));
