import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { Page } from '../http-browser.ts';
import { appBrowser, authorityFor, redirectUri } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

type Parameters = Readonly<Record<string, string | undefined>>;

/** The address of a request that nobody's library built; undefined leaves a parameter out. */
export function authorizeAddress(
  tenant: RunningTenant,
  type: TenantType,
  parameters: Parameters,
): string {
  const usual = {
    client_id: clientIds.webApp,
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: 'the-state',
  };
  const sent = Object.entries({ ...usual, ...parameters }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const { pathname } = new URL(authorityFor(tenant, type));
  const base = pathname.replace(/\/v2\.0$/, '');
  return `${tenant.frontOrigin}${base}/oauth2/v2.0/authorize?${new URLSearchParams(sent)}`;
}

export interface Returned {
  mode: 'query' | 'fragment' | 'form_post' | 'page';
  answer: Readonly<Record<string, string>>;
  page: Page;
}

/** What came back to the app, and how. */
export function returned(page: Page): Returned {
  const { hash, searchParams } = new URL(page.url);
  if (page.posted !== undefined) return { mode: 'form_post', answer: page.posted, page };
  if (page.status !== 0) return { mode: 'page', answer: {}, page };
  if (hash === '') return { mode: 'query', answer: Object.fromEntries(searchParams), page };
  return { mode: 'fragment', answer: Object.fromEntries(new URLSearchParams(hash.slice(1))), page };
}

/** Signs in from that address, where the browser isn't sent back before. */
export async function signInAt(address: string, browser = appBrowser()): Promise<Returned> {
  const first = await browser.open(address);
  const isPicker = first.text.includes('Alex Rivera');
  return returned(isPicker ? await browser.press(first, 'Alex Rivera') : first);
}
