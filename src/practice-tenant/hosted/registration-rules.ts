import type { Registration, Tenant } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import { tooMany } from './amounts.ts';
import { filled } from './filled.ts';
import { problemWithOwnAddress } from './own-addresses.ts';
import { problemWithKeySource } from './own-keys.ts';
import { problemsWithSize, problemWithLength } from './sizes.ts';

/** Where a hosted practice tenant and its lab are. */
export interface OwnOrigins {
  site: string;
  practiceTenant: readonly string[];
}

const most = {
  'redirect URIs': 20,
  secrets: 10,
  certificates: 10,
  'federated credentials': 10,
  'app roles': 20,
  scopes: 20,
  permissions: 50,
  owners: 20,
  tags: 20,
} as const;
const largest = 32_000;

/** What can be on a consent page: enough for a name, too little for a message. */
const permissionName = /^[\w.:/~-]{1,120}$/;
const shortName = /^[\w.-]{1,40}$/;

/** Everything that keeps a hosted practice tenant from keeping a registration, in a sentence each. */
export function problemsWithRegistration(
  tenant: Tenant,
  app: Registration,
  origins: OwnOrigins,
): string[] {
  const amounts: Record<keyof typeof most, number> = {
    'redirect URIs': redirectUrisOf(app).length,
    secrets: app.secrets.length,
    certificates: app.certificates.length,
    'federated credentials': app.federatedCredentials.length,
    'app roles': app.appRoles?.length ?? 0,
    scopes: app.exposedApi?.scopes.length ?? 0,
    permissions: app.permissions?.length ?? 0,
    owners: (app.owners?.length ?? 0) + (app.servicePrincipalOwners?.length ?? 0),
    tags: app.tags?.length ?? 0,
  };
  const addresses = [...redirectUrisOf(app), app.frontChannelLogoutUri, app.homePage];
  return filled([
    ...addresses.map((each) => each && problemWithOwnAddress(each, origins.site)),
    ...app.federatedCredentials.map((each) => problemWithKeySource(each, origins.practiceTenant)),
    problemWithLength('name', app.name, 120),
    problemWithLength('description', app.description, 1_000),
    problemWithLength('notes', app.notes, 1_000),
    ...Object.entries(most).map(([what, number]) =>
      tooMany(what, Object.entries(amounts).find(([each]) => each === what)?.[1] ?? 0, number),
    ),
    problemWithClientId(tenant, app),
    problemWithApi(tenant, app),
    ...namesOf(app).map(
      (name) =>
        !permissionName.test(name) &&
        'This lab shows permissions to others who sign in, so their names have only letters, digits, and . _ - : / ~. Choose a different name.',
    ),
    ...[...(app.exposedApi?.scopes ?? []), ...(app.appRoles ?? []).map(({ value }) => value)].map(
      (name) =>
        !shortName.test(name) &&
        'In this lab, the name of a scope or an app role has at most 40 letters, digits, and . _ -. Choose a shorter one.',
    ),
    problemsWithSize('registration', app, largest),
  ]);
}

/** What tells whose app it is, where an address names no tenant. */
function problemWithClientId({ set }: Tenant, { clientId }: Registration): string | undefined {
  if (set === undefined || clientId.endsWith(`-${set}`)) return undefined;
  return `The client IDs of your practice tenants end in ${set}. Leave the client ID out, or let it end in that.`;
}

function problemWithApi(
  { domain, id }: Tenant,
  { clientId, exposedApi }: Registration,
): string | undefined {
  if (exposedApi === undefined) return undefined;
  const { identifierUri } = exposedApi;
  const own = [`api://${clientId}`, `api://${id}/`, `api://${domain}/`, `https://${domain}/`];
  const start = own.find((each) => identifierUri.startsWith(each));
  const rest = start === undefined ? undefined : identifierUri.slice(start.length);
  if (rest !== undefined && /^[\w./-]{0,40}$/.test(rest)) return undefined;
  return `In this lab, an Application ID URI is api://${clientId}, or begins with https://${domain}/ and has at most 40 characters after it.`;
}

const namesOf = (app: Registration): string[] => [
  ...(app.permissions ?? []),
  ...app.adminConsent,
  ...Object.values(app.appPermissions).flat(),
  ...Object.values(app.requestedAppPermissions ?? {}).flat(),
];
