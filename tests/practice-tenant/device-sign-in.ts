import { z } from 'zod';
import { firstPartyIds } from '../../src/practice-tenant/directory/first-party-apps.ts';
import { grantTypes } from '../../src/practice-tenant/directory/grant-types.ts';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { tenantIds } from './msal-app.ts';
import type { RunningTenant } from './running-tenant.ts';

/** Buttons in order, each with what to fill in before. */
type Press = readonly (string | readonly [button: string, fields: Record<string, string>])[];

export interface DeviceSignIn {
  /** Without one, the Microsoft Graph Command Line Tools. */
  clientId?: string;
  scopes?: readonly string[];
  /** What's pressed once the code is confirmed. */
  press: Press;
}

/** What a person does on another device. @returns the last page */
export async function confirmed(address: string, code: string, press: Press): Promise<Page> {
  const browser = new HttpBrowser();
  let page = await browser.press(await browser.open(address), 'Next', { Code: code });
  for (const step of ['Continue', ...press]) {
    const [button, fields] = typeof step === 'string' ? [step, {}] : step;
    page = await browser.press(page, button, fields);
  }
  return page;
}

const started = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
});

/** The device code flow as in its specification (RFC 8628), without waiting between two polls. */
export async function deviceSignIn(
  tenant: RunningTenant,
  type: TenantType,
  { clientId = firstPartyIds.graphCommandLineTools, scopes = [], press }: DeviceSignIn,
): Promise<{ page: Page; answer: Record<string, unknown> }> {
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, ...fields });
    const address = `${tenant.origin}/${tenantIds[type]}/oauth2/v2.0/${path}`;
    return (await fetch(address, { method: 'POST', body })).json();
  };
  const scope = ['openid', 'profile', ...scopes].join(' ');
  const { device_code, user_code, verification_uri } = started.parse(
    await post('devicecode', { scope }),
  );
  const page = await confirmed(verification_uri, user_code, press);
  const answer = await post('token', { grant_type: grantTypes.deviceCode, device_code });
  return { page, answer };
}
