import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { attempt, authorityFor, msalApp, tenantIds, webAppSecret } from '../msal-app.ts';
import type { RunningTenant } from '../running-tenant.ts';

type Json = Record<string, unknown>;

export interface GraphResponse {
  status: number;
  headers: Headers;
  json: Json;
}

/** Calls Graph as an app does, with one access token. */
export interface GraphClient {
  (path: string, init?: RequestInit): Promise<GraphResponse>;
  post(path: string, body?: unknown): Promise<GraphResponse>;
  patch(path: string, body: unknown): Promise<GraphResponse>;
  delete(path: string): Promise<GraphResponse>;
}

export function graphClient(tenant: RunningTenant, accessToken: string): GraphClient {
  const call = async (path: string, init: RequestInit = {}): Promise<GraphResponse> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${accessToken}`);
    const address = path.startsWith('https:') ? path : `${tenant.origin}/graph${path}`;
    const response = await fetch(address, { ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const json: Json = isJson === true && text !== '' ? JSON.parse(text) : { text };
    return { status: response.status, headers: response.headers, json };
  };
  const send = (method: string) => (path: string, body?: unknown) =>
    call(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
  return Object.assign(call, {
    post: send('POST'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  });
}

/** Consents as an administrator, and signs a user in to the Practice web app. */
export async function graphFor(
  tenant: RunningTenant,
  scopes: string[],
  { type = 'entra-id', who = 'Alex Rivera' }: { type?: TenantType; who?: string } = {},
): Promise<GraphClient> {
  const directory = tenant.directory(type);
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The Practice web app is missing.');
  const adminConsent = [...new Set([...app.adminConsent, ...scopes])];
  await directory.saveRegistration({ ...app, adminConsent });
  const signIn = await attempt(msalApp(tenant, type), { scopes, press: [who] });
  return graphClient(tenant, (await signIn.redeem()).accessToken);
}

/** The Practice web app without a user, with these app roles. */
export async function graphForApp(
  tenant: RunningTenant,
  roles: string[],
  type: TenantType = 'entra-id',
): Promise<GraphClient> {
  const directory = tenant.directory(type);
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The Practice web app is missing.');
  const appPermissions = { ...app.appPermissions, [graphAppId]: roles };
  await directory.saveRegistration({ ...app, appPermissions });
  const authority =
    type === 'b2c' ? `${tenant.origin}/${tenantIds.b2c}` : authorityFor(tenant, type);
  const response = await fetch(`${authority.replace(/\/v2\.0$/, '')}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientIds.webApp,
      client_secret: webAppSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token: token, error_description: problem } = await response.json();
  if (typeof token !== 'string') throw new Error(`No token: ${problem}`);
  return graphClient(tenant, token);
}

export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** The entries of a collection. */
export const entriesOf = ({ json }: GraphResponse): Json[] => {
  if (!Array.isArray(json['value'])) throw new Error(`No collection: ${JSON.stringify(json)}`);
  return json['value'];
};

/** Code and message of an error. */
export const errorOf = ({ status, json }: GraphResponse): string => {
  const { error } = json;
  if (typeof error !== 'object' || error === null) return `${status}`;
  const { code, message } = Object.fromEntries(Object.entries(error));
  return `${status} ${code}: ${message}`;
};
