import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, redirectUri, webAppSecret } from '../msal-app.ts';
import type { RunningTenant } from '../running-tenant.ts';
import type { Capture } from './capture.ts';
import type { Seen } from './differences.ts';
import { authorityOf } from './tenant-address.ts';

export interface There {
  tenant: RunningTenant;
  type: TenantType;
  here: Capture['here'];
  request: Capture['request'];
  expected: Capture['body'];
}

type Fields = Readonly<Record<string, string | null | undefined>>;
export const webApp = { client_id: clientIds.webApp, client_secret: webAppSecret };
export const tasksApi = {
  client_id: clientIds.tasksApi,
  client_secret: 'practice~tasks-api~not-a-real-secret',
};
const correlationId = '5f3d1c3a-7f0e-4a53-9a35-0d7a4f2f6a11';

/** The identifier of the Practice Tasks API, to which its scopes belong. */
export const tasksUri = (type: TenantType): string =>
  type === 'b2c' ? 'https://fabrikam.onmicrosoft.com/tasks-api' : `api://${clientIds.tasksApi}`;

const filled = (fields: Fields): URLSearchParams => {
  const all = Object.entries(fields).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(all);
};

/** Microsoft's clients say who they are and how to name their request. */
export async function post(
  there: There,
  path: string,
  fields: Fields,
  headers: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const address = authorityOf(there.tenant, there.type, there.here.userFlow) + path;
  const body = filled({ 'client-request-id': correlationId, ...fields, ...there.here.fields });
  return seen(await fetch(address, { method: 'POST', body, headers }));
}

export const token = (
  there: There,
  fields: Fields,
  headers?: Readonly<Record<string, string>>,
): Promise<Seen> => post(there, '/oauth2/v2.0/token', fields, headers);

const json = z.json();
export async function seen(response: Response): Promise<Seen> {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, body: text.startsWith('{') ? json.parse(JSON.parse(text)) : { text } };
}

export const member = ({ body }: Seen, name: string): string =>
  z.looseObject({ [name]: z.string() }).parse(body)[name] as string;

const scopeOf = ({ type, here }: There): string =>
  here.scope?.replaceAll('<tasks>', tasksUri(type)) ??
  `openid profile offline_access ${type === 'b2c' ? `${tasksUri(type)}/Tasks.Read` : 'User.Read'}`;

/** A sign-in up to where the browser comes to rest: the parameters for the app, or a page. */
export async function authorize(there: There, more: Fields = {}): Promise<Seen> {
  const { tenant, type, here } = there;
  const query = filled({
    client_id: webApp.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    response_mode: 'query',
    nonce: 'n-0S6_WzA2Mj',
    state: '12345',
    scope: scopeOf(there),
    ...more,
    ...here.fields,
  });
  const browser = appBrowser();
  const discovery = `${authorityOf(tenant, type, here.userFlow)}/v2.0/.well-known/openid-configuration`;
  const endpoint = member(await seen(await fetch(discovery)), 'authorization_endpoint');
  let page = await browser.open(`${endpoint}?${query}`);
  for (const button of here.press ?? [here.user ?? 'Alex Rivera']) {
    page = await browser.press(page, button);
  }
  const { status, headers, text, url } = page;
  if (!url.startsWith(redirectUri)) return { status, headers, body: { text } };
  const parameters = Object.fromEntries(URL.parse(url)?.searchParams ?? []);
  return { status, headers, body: page.posted ?? parameters };
}

/** The tokens of a sign-in. */
export async function signIn(there: There, redemption: Fields = {}): Promise<Seen> {
  const back = await authorize(there);
  return token(there, {
    ...webApp,
    client_info: there.request.parameters?.['client_info'],
    grant_type: 'authorization_code',
    code: member(back, 'code'),
    redirect_uri: redirectUri,
    ...redemption,
  });
}

/** The header and the claims of a token in a response; the claims alone if a capture shows nothing else. */
export function decoded(response: Seen, name: string, withHeader: boolean): Seen {
  const jwt = member(response, name);
  const { status, headers } = response;
  const header = withHeader ? { header: decodeProtectedHeader(jwt) } : {};
  const body = { ...header, payload: decodeJwt(jwt) };
  return { status, headers, body: json.parse(JSON.parse(JSON.stringify(body))) };
}
