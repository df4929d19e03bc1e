import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { HttpBrowser, Page } from '../http-browser.ts';
import { appBrowser, redirectUri } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

export const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
export const contoso = '0a0a0a0a-1111-4111-8111-111111111111';

export const anyOrganization = {
  client_id: clientIds.anyOrganization,
  client_secret: 'practice~any-organization~not-a-real-secret',
};

/** An authorization request to a tenant's own endpoint, with buttons to press on the pages that appear. */
export async function visit(
  { frontOrigin }: Pick<RunningTenant, 'frontOrigin'>,
  tenantId: string,
  press: readonly string[],
  parameters: Record<string, string> = {},
  browser: HttpBrowser = appBrowser(),
): Promise<Page> {
  const request = {
    client_id: anyOrganization.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    nonce: 'n',
    scope: 'openid profile offline_access User.Read',
    ...parameters,
  };
  const query = new URLSearchParams(request);
  let page = await browser.open(`${frontOrigin}/${tenantId}/oauth2/v2.0/authorize?${query}`);
  for (const button of press) page = await browser.press(page, button);
  return page;
}

/** What came back to the app, or the text of the page where the sign-in stopped. */
export const answerOn = ({ url, text }: Page): Record<string, string> =>
  url.startsWith('http://localhost:3000/')
    ? Object.fromEntries(new URL(url).searchParams)
    : { page: text };

/** A request to a tenant's token endpoint. */
export async function tokens(
  { origin }: Pick<RunningTenant, 'origin'>,
  tenantId: string,
  fields: Record<string, string>,
): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ ...anyOrganization, ...fields });
  const address = `${origin}/${tenantId}/oauth2/v2.0/token`;
  return (await fetch(address, { method: 'POST', body })).json();
}

/** The tokens of a user of a tenant. */
export async function signedIn(
  running: RunningTenant,
  tenantId: string,
  press: readonly string[],
  scope = 'openid profile offline_access User.Read',
): Promise<Record<string, unknown>> {
  const answer = answerOn(await visit(running, tenantId, press, { scope }));
  const code = answer['code'];
  if (code === undefined) throw new Error(`No code: ${JSON.stringify(answer).slice(0, 400)}`);
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, scope };
  return tokens(running, tenantId, grant);
}
