import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { grantTypes } from '../directory/grant-types.ts';
import { isRegisteredRedirectUri } from '../directory/redirect-uris.ts';
import { providerAdapter } from '../provider/stored-models.ts';
import type { Realm } from '../realm/realm.ts';
import { registerResponseModes } from './authorize/response-modes.ts';
import { dressAccessToken } from './claims/access-token-claims.ts';
import { findAccount } from './claims/accounts.ts';
import { subjectFor } from './claims/subjects.ts';
import { deviceFlow } from './device/device-flow.ts';
import { clientMetadata } from './grants/client-metadata.ts';
import { loadExistingGrant } from './grants/existing-grant.ts';
import { defaultResource, resourceServerInfo } from './grants/resources.ts';
import { renderError } from './outcome/error-page.ts';
import { rememberProblem } from './outcome/failure.ts';
import { recordAnswer } from './outcome/record-sign-in.ts';
import { fixedConfiguration } from './provider-configuration.ts';
import { contextOf } from './request/request-context.ts';
import { onBehalfOf } from './token/on-behalf-of.ts';
import { dressTokenResponse } from './token/token-response.ts';

const off = { enabled: false };
const tokenRoutes = new Set(['token', 'device_authorization']);

/** One oidc-provider for one tenant, dressed as Entra. */
export function tenantProvider(realm: Realm, cookieSecret: string): Provider {
  const findClient = async (id: string) => {
    const app = await realm.directory.registration(id);
    return app === undefined ? undefined : clientMetadata(app);
  };
  const provider: Provider = new Provider(realm.issuer, {
    ...fixedConfiguration(realm, cookieSecret),
    adapter: providerAdapter(realm.store, realm.tenant.type, findClient),
    features: {
      devInteractions: off,
      pushedAuthorizationRequests: off,
      userinfo: off,
      dPoP: off,
      rpInitiatedLogout: off,
      clientCredentials: { enabled: true },
      deviceFlow: deviceFlow(realm),
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => true,
        getResourceServerInfo: (_, uri) => resourceServerInfo(realm, uri),
        defaultResource: async (ctx, _client, granted) => defaultResource(realm, ctx, granted),
      },
    },
    loadExistingGrant: (ctx) => loadExistingGrant(realm, provider, ctx),
    findAccount: (ctx, id) => findAccount(realm, ctx, id),
    formats: {
      customizers: {
        jwt: (ctx, token, jwt) => dressAccessToken(realm, ctx, token, jwt),
      },
    },
    renderError: (ctx, _out, error) => renderError(ctx, error),
  });
  registerResponseModes(provider, realm);
  provider.registerGrantType(grantTypes.onBehalfOf, (ctx) => onBehalfOf(realm, provider, ctx), [
    'assertion',
    'requested_token_use',
    'scope',
    'client_info',
    'claims',
  ]);
  changeInternals(provider, realm);
  provider.on('authorization.error', rememberProblem);
  provider.on('grant.error', rememberProblem);
  provider.on('device_authorization.error', rememberProblem);
  provider.on('code_verification.error', rememberProblem);
  provider.on('server_error', (ctx, error) => {
    rememberProblem(ctx, error);
    console.error('The practice tenant failed:', error);
  });
  provider.on('interaction.started', (ctx) => {
    contextOf(ctx).isInterrupted = true;
  });
  provider.use(async (ctx, next) => {
    await next();
    if (!isOpenId(ctx)) return;
    if (tokenRoutes.has(ctx.oidc.route)) await dressTokenResponse(ctx);
    await recordAnswer(ctx);
  });
  return provider;
}

/** False for an address that oidc-provider does not know. */
const isOpenId = (ctx: object): ctx is KoaContextWithOIDC => 'oidc' in ctx;

/** What oidc-provider has no setting for; provider-internals.test.ts fails when these move. */
function changeInternals(provider: Provider, realm: Realm): void {
  const payload = provider.IdToken.prototype.payload;
  // Its own pairwise subjects refuse apps that Entra allows.
  provider.IdToken.prototype.payload = async function () {
    const claims = await payload.call(this);
    const oid = claims['oid'];
    if (typeof oid !== 'string') return claims;
    return { ...claims, sub: subjectFor(realm.tenant, oid, this.client.clientId) };
  };
  provider.Client.prototype.includeSid = () => true;
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return isRegisteredRedirectUri(this.redirectUris ?? [], uri);
  };
}
