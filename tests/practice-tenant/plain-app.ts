import { decodeJwt, type JWTPayload } from 'jose';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { HttpBrowser } from '../http-browser.ts';
import { appBrowser, authorityFor, redirectUri, webAppSecret } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

export type Answer = Record<string, unknown>;

export const b2cTasks = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';
export const tasks = `api://${clientIds.tasksApi}/Tasks.Read`;
export const usualApp = { client_id: clientIds.webApp, client_secret: webAppSecret };

const baseOf = (tenant: RunningTenant, type: TenantType) =>
  authorityFor(tenant, type).replace(/\/v2\.0$/, '');

/** A token request written from the specification, without a library. */
export async function ask(
  tenant: RunningTenant,
  type: TenantType,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: Answer }> {
  const body = new URLSearchParams({ ...usualApp, ...fields });
  const address = `${baseOf(tenant, type)}/oauth2/v2.0/token`;
  const response = await fetch(address, { method: 'POST', headers, body });
  return { status: response.status, answer: await response.json() };
}

export interface SignIn {
  scope: string;
  user?: string;
  browser?: HttpBrowser;
  /** More of the authorization request. */
  query?: Record<string, string>;
  /** More of the token request. */
  fields?: Record<string, string>;
}

/**
 * A code flow written from the specification, without a library.
 * @returns the tokens, or the error of either endpoint
 */
export async function signIn(
  tenant: RunningTenant,
  type: TenantType,
  { scope, user = 'Alex Rivera', browser = appBrowser(), query, fields }: SignIn,
): Promise<Answer> {
  const discovery = `${baseOf(tenant, type)}/v2.0/.well-known/openid-configuration`;
  const { authorization_endpoint: endpoint } = await (await fetch(discovery)).json();
  const request = {
    client_id: usualApp.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    nonce: 'n',
    scope,
  };
  let page = await browser.open(`${endpoint}?${new URLSearchParams({ ...request, ...query })}`);
  for (const button of [user, 'Accept'])
    if (page.text.includes(button)) page = await browser.press(page, button);
  const parameters = new URL(page.url).searchParams;
  const code = parameters.get('code');
  if (code === null) return Object.fromEntries(parameters);
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  return (await ask(tenant, type, { ...grant, ...fields })).answer;
}

/** The next tokens of a response with a refresh token. */
export const renewed = async (
  tenant: RunningTenant,
  type: TenantType,
  { refresh_token: token }: Answer,
  fields: Record<string, string> = {},
): Promise<Answer> => {
  const renewal = { grant_type: 'refresh_token', refresh_token: String(token) };
  return (await ask(tenant, type, { ...renewal, ...fields })).answer;
};

/** The claims of a response's ID token. */
export const idOf = ({ id_token: token }: Answer): JWTPayload => decodeJwt(String(token));

/** The claims of a response's access token, if it's a JWT. */
export const accessOf = ({ access_token: token }: Answer): JWTPayload => decodeJwt(String(token));

/** Changes the registration of the web app, or of the API. */
export async function register(
  tenant: RunningTenant,
  type: TenantType,
  clientId: string,
  changes: object,
): Promise<void> {
  const app = await tenant.directory(type).registration(clientId);
  if (app === undefined) throw new Error(`${clientId} is not registered.`);
  await tenant.directory(type).saveRegistration({ ...app, ...changes });
}
