import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { basePath, frontOrigin, paths } from '../../directory/addresses.ts';
import { withoutDefault } from '../../directory/granted-scopes.ts';
import { findResource } from '../../directory/resources.ts';
import { isDefaultScope, scopeList } from '../../directory/scopes.ts';
import { jsonBody } from '../../errors/body.ts';
import { noteIssued } from '../../faults/attempts.ts';
import { mostOfGrant } from '../../provider/stored-models.ts';
import { contextOf, type RequestContext } from '../../tenant/request-context.ts';
import { clientInfo } from '../claims/client-info.ts';
import { appOf } from '../grants/grants.ts';
import { rememberUserFlow } from '../grants/user-flow-grants.ts';
import { failureOf } from '../outcome/failure.ts';
import { b2cTokenResponse } from './b2c-token-response.ts';
import { endOfRefreshToken, type IssuedTokens, issuedTokens } from './issued-tokens.ts';
import { refreshTokenLifetime } from './refresh-tokens.ts';

const deviceCode = z.looseObject({ device_code: z.string(), user_code: z.string() });
const secondsBetweenPolls = 5;

/** Makes the body of the token and device code endpoints Entra's: error codes, client_info, ext_expires_in. */
export async function dressTokenResponse(ctx: KoaContextWithOIDC): Promise<void> {
  const failure = await failureOf(ctx);
  if (failure !== undefined) {
    ctx.type = 'json';
    ctx.status = failure.error.status;
    ctx.body = jsonBody(failure.body);
    return;
  }
  const tokens = issuedTokens.safeParse(ctx.body).data;
  if (tokens !== undefined) {
    ctx.set('pragma', 'no-cache');
    ctx.body = await dressTokens(ctx, tokens);
    return;
  }
  const device = deviceCode.safeParse(ctx.body).data;
  if (device !== undefined) ctx.body = dressDeviceCode(contextOf(ctx), device);
}

async function dressTokens(
  ctx: KoaContextWithOIDC,
  { scope, id_token: issuedIdToken, ...tokens }: IssuedTokens,
): Promise<object> {
  const { Account, AccessToken, ClientCredentials, Grant } = ctx.oidc.entities;
  const objectId = Account?.accountId ?? AccessToken?.accountId;
  const context = contextOf(ctx);
  const { realm, route, said } = context;
  const { access_token: accessToken, refresh_token: refreshToken } = tokens;
  const lifetime = refreshTokenLifetime(ctx);
  const line = { name: `flow/${realm.tenant.key}/${Grant?.jti}`, most: mostOfGrant };
  await rememberUserFlow(realm, refreshToken, route.userFlow, lifetime, line);
  await noteIssued(realm.store, [accessToken, refreshToken, issuedIdToken], refreshToken);
  const isApp = ClientCredentials !== undefined;
  const dressed = {
    ...tokens,
    ...(await idTokenAsAsked(ctx, accessToken, issuedIdToken)),
    ...(scope !== undefined && !isApp && { scope: await scopeShown(ctx, scope) }),
    ...(said.wantsClientInfo === true &&
      objectId && { client_info: await clientInfo(context, route.userFlow, objectId) }),
  };
  if (realm.tenant.dialect === 'b2c') return b2cTokenResponse(realm, ctx, dressed, issuedIdToken);
  return {
    ...dressed,
    ext_expires_in: tokens.expires_in,
    ...(said.isSinglePage === true && refreshToken && endOfRefreshToken(ctx)),
  };
}

/** The ID token of a response, if there's one, or what a fault has in its place. */
async function idTokenAsAsked(
  ctx: KoaContextWithOIDC,
  accessToken: string,
  idToken: string | undefined,
): Promise<{ id_token?: string }> {
  const { faults } = contextOf(ctx).realm;
  const clientId = ctx.oidc.client?.clientId;
  if (idToken === undefined || (await faults.isOn(clientId, 'no-id-token'))) return {};
  const isReplaced = await faults.isOn(clientId, 'access-token-as-id-token');
  return { id_token: isReplaced ? accessToken : idToken };
}

/**
 * Entra doesn't name `offline_access`: the refresh token in the response speaks for itself. Beside `.default`
 * it names what that brought.
 */
async function scopeShown(ctx: KoaContextWithOIDC, scope: string): Promise<string> {
  const scopes = scopeList(scope);
  const { realm } = contextOf(ctx);
  if (realm.tenant.dialect === 'b2c') return scopes.join(' ');
  const { Account, AccessToken } = ctx.oidc.entities;
  const uri = AccessToken?.resourceServer?.identifier();
  const objectId = Account?.accountId ?? AccessToken?.accountId;
  const isResolved = uri !== undefined && objectId !== undefined && scopes.some(isDefaultScope);
  const granted = isResolved
    ? await withoutDefault(scopes, realm.consents, {
        objectId,
        app: await appOf(realm, ctx.oidc.client?.clientId),
        resource: await findResource(realm.tenant, realm.directory, uri),
      })
    : [];
  const all = [...new Set([...granted, ...scopes])];
  return all.filter((each) => each !== 'offline_access').join(' ');
}

function dressDeviceCode(
  { realm, route }: RequestContext,
  { verification_uri_complete: _, ...device }: z.infer<typeof deviceCode>,
): object {
  // The code is one tenant's, whichever authority gave it.
  const base = route.shared === undefined ? route.base : basePath(realm.tenant, undefined);
  const address = `${frontOrigin(realm.tenant, realm.origins)}${base}${paths.deviceSignIn}`;
  return {
    ...device,
    verification_uri: address,
    // Without an interval MSAL polls without a pause.
    interval: secondsBetweenPolls,
    message: `To sign in, open ${address} in a browser and enter the code ${device.user_code}.`,
  };
}
