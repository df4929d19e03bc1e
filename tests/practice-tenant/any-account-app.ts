import type { ConfidentialClientApplication } from '@azure/msal-node';
import type { SharedName } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { HttpBrowser, Page } from '../http-browser.ts';
import { appBrowser, msalApp, redirectUri } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

export const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
export const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
export const litware = '0e0e0e0e-5555-4555-8555-555555555555';
export const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const anyAccountSecret = 'practice~any-account~not-a-real-secret';

/** Buttons that sign a user in at /common, as far as the first consent. */
export const tom = ['Northwind Traders', 'Tom Berger', 'Accept'];
export const sam = ['Contoso', 'Sam Okafor', 'Accept'];
export const robin = ['Personal Microsoft accounts', 'Robin Hale', 'Accept'];

/** An unmodified MSAL client of the app that is registered for every kind of account. */
export const anyAccountApp = (
  tenant: RunningTenant,
  authority: SharedName | string,
): ConfidentialClientApplication =>
  msalApp(tenant, 'entra-id', {
    clientId: clientIds.anyAccount,
    credential: { clientSecret: anyAccountSecret },
    authority: `${tenant.origin}/${authority}`,
  });

/** The address of a request that nobody's library built; undefined leaves a parameter out. */
export function sharedAddress(
  tenant: RunningTenant,
  name: SharedName,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const usual = {
    client_id: clientIds.anyAccount,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access User.Read',
    state: 'the-state',
    nonce: 'the-nonce',
  };
  const sent = Object.entries({ ...usual, ...parameters }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return `${tenant.frontOrigin}/${name}/oauth2/v2.0/authorize?${new URLSearchParams(sent)}`;
}

/** Opens that address, and presses buttons on the pages that appear. */
export async function signInThrough(
  address: string,
  press: readonly string[],
  browser: HttpBrowser = appBrowser(),
): Promise<Page> {
  let page = await browser.open(address);
  for (const button of press) page = await browser.press(page, button);
  return page;
}

/** What came back to the app, in the query or a form. */
export const answerOf = ({ url, posted }: Page): Readonly<Record<string, string>> =>
  posted ?? Object.fromEntries(new URL(url).searchParams);

/** A request to the token endpoint of a shared name or a tenant. */
export async function askForTokens(
  { origin }: Pick<RunningTenant, 'origin'>,
  authority: string,
  fields: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const client = { client_id: clientIds.anyAccount, client_secret: anyAccountSecret };
  const body = new URLSearchParams({ ...client, ...fields });
  const answer = await fetch(`${origin}/${authority}/oauth2/v2.0/token`, { method: 'POST', body });
  return answer.json();
}
