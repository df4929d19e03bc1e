import type { Context } from 'oidc-provider';
import { z } from 'zod';
import { jsonBody } from '../errors/body.ts';
import { withFaults } from '../faults/resign.ts';
import { paths } from './addresses.ts';
import { failureOf } from './answers.ts';
import type { Realm } from './realm.ts';
import { routeOf } from './routed-request.ts';
import { rememberUserFlow } from './user-flow-grants.ts';

const issued = z.looseObject({
  access_token: z.string(),
  expires_in: z.number(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});
const deviceCode = z.looseObject({ device_code: z.string(), user_code: z.string() });
const secondsBetweenPolls = 5;
const ninetyDays = 90 * 86_400;

/** Makes the body of the token and device code endpoints Entra's: error codes, client_info, ext_expires_in. */
export async function dressTokenResponse(realm: Realm, ctx: Context): Promise<void> {
  const failure = await failureOf(realm, ctx);
  if (failure !== undefined) {
    ctx.type = 'json';
    ctx.status = failure.error.status;
    ctx.body = jsonBody(failure.body);
    return;
  }
  const tokens = issued.safeParse(ctx.body).data;
  if (tokens !== undefined) {
    const { Account, AccessToken } = ctx.oidc.entities;
    const objectId = Account?.accountId ?? AccessToken?.accountId;
    const info = objectId === undefined ? {} : { client_info: clientInfo(realm, ctx, objectId) };
    const clientId = ctx.oidc.client.clientId;
    const { id_token, refresh_token } = tokens;
    await rememberUserFlow(realm, refresh_token, routeOf(ctx.req).userFlow, ninetyDays);
    const idToken =
      id_token === undefined ? {} : { id_token: await withFaults(realm, clientId, id_token) };
    ctx.body = { ...tokens, ...idToken, ext_expires_in: tokens.expires_in, ...info };
    return;
  }
  const device = deviceCode.safeParse(ctx.body).data;
  if (device !== undefined) ctx.body = dressDeviceCode(realm, ctx, device);
}

/** MSAL builds its account's ID from this. */
function clientInfo(realm: Realm, ctx: Context, objectId: string): string {
  const flow = routeOf(ctx.req).userFlow?.id.toLowerCase();
  const uid = flow === undefined ? objectId : `${objectId}-${flow}`;
  return Buffer.from(JSON.stringify({ uid, utid: realm.tenant.id })).toString('base64url');
}

function dressDeviceCode(
  realm: Realm,
  ctx: Context,
  { verification_uri_complete: _, ...device }: z.infer<typeof deviceCode>,
): object {
  const address = `${realm.origins.front}${routeOf(ctx.req).base}${paths.deviceSignIn}`;
  return {
    ...device,
    verification_uri: address,
    // Without an interval MSAL polls without a pause.
    interval: secondsBetweenPolls,
    message: `To sign in, open ${address} in a browser and enter the code ${device.user_code}.`,
  };
}
