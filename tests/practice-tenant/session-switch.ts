import type { HttpBrowser } from '../http-browser.ts';
import { authorityFor } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

/**
 * Signs another user in at the B2C tenant, in the browser of an app whose own session goes on: what the
 * app's next request to a user flow gets is then about that other user.
 * @param authorizeUrl any authorization request that this browser made
 */
export async function switchUser(
  tenant: RunningTenant,
  browser: HttpBrowser,
  authorizeUrl: string,
  user: string,
): Promise<void> {
  const { pathname } = new URL(authorityFor(tenant, 'b2c'));
  const request = new URL(`${pathname}/oauth2/v2.0/authorize`, tenant.frontOrigin);
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'scope'])
    request.searchParams.set(name, new URL(authorizeUrl).searchParams.get(name) ?? '');
  request.searchParams.set('prompt', 'select_account');
  // An app without the `state` of one of its own sign-ins ignores the response.
  await browser.press(await browser.open(request), user);
}
