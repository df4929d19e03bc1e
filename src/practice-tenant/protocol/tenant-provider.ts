import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { shiftedTimes, timeClaims } from '../clock/shifted-times.ts';
import { paths } from '../directory/addresses.ts';
import { derivedId } from '../directory/derived-id.ts';
import { grantTypes } from '../directory/grant-types.ts';
import { isRegisteredRedirectUri } from '../directory/redirect-uris.ts';
import { combinedResponseTypes } from '../directory/response-types.ts';
import { openIdScopes } from '../directory/scopes.ts';
import { shownApp } from '../directory/shown-names.ts';
import { askedFaultsParameter, withAskedFaults } from '../faults/asked-faults.ts';
import { cookiesOf } from '../provider/cookies.ts';
import { RotatingKey } from '../provider/rotating-key.ts';
import type { SigningKey } from '../provider/signing-key.ts';
import { providerAdapter } from '../provider/stored-models.ts';
import { realmOfAdministrators } from '../tenant/administrators.ts';
import type { Realm } from '../tenant/realm.ts';
import { contextOf, type OpenTenant } from '../tenant/request-context.ts';
import { extraParameters } from './authorize/extra-parameters.ts';
import { prompts } from './authorize/prompts.ts';
import { registerResponseModes } from './authorize/response-modes.ts';
import { dressAccessToken } from './claims/access-token-claims.ts';
import { claimNamesOf, findAccount } from './claims/id-token-claims.ts';
import { deviceFlow } from './device-flow.ts';
import { clientMetadata } from './grants/client-metadata.ts';
import { loadExistingGrant } from './grants/grants.ts';
import { defaultResource, resourceServerInfo } from './grants/resources.ts';
import { renderError } from './outcome/error-page.ts';
import { rememberProblem } from './outcome/failure.ts';
import { recordAnswer } from './outcome/record-sign-in.ts';
import { hintOf, isAboutOther, isForOtherApp } from './sign-out-hint.ts';
import { issueIdToken } from './token/id-token.ts';
import { onBehalfOf } from './token/on-behalf-of.ts';
import { passwordGrant, passwordParameters } from './token/password-grant.ts';
import {
  grantLifetime,
  keepUsedRefreshTokens,
  refreshTokenLifetime,
} from './token/refresh-tokens.ts';
import { dressTokenResponse } from './token/token-response.ts';

type Cookies = ReturnType<typeof cookiesOf>;

const day = 86_400;
const off = { enabled: false };
const tokenRoutes = new Set(['token', 'device_authorization']);

interface ProviderOptions {
  /** Any of the realm's signing keys. */
  firstKey: SigningKey;
  cookieSecret: string;
  /** Whether a proxy in front sends the real scheme and host. */
  behindProxy: boolean;
}

/**
 * Gives a tenant its oidc-provider, dressed as Entra: at the first request that needs it, because a visitor's
 * set has more tenants than most visitors use.
 * Where administrators sign in elsewhere than customers, each of the two has one.
 */
export function openTenant(realm: Realm, options: ProviderOptions): OpenTenant {
  const { key } = realm.tenant;
  const administrators = realmOfAdministrators(realm);
  const usual = onceOpened(() => openProvider(realm, options, key, key));
  const ofAdministrators =
    administrators &&
    onceOpened(() =>
      openProvider(administrators, options, `${key}-administrators`, `${key}/administrators`),
    );
  return {
    realm,
    get provider() {
      return usual().provider;
    },
    get callback() {
      return usual().callback;
    },
    get administrators() {
      return ofAdministrators?.();
    },
  };
}

function onceOpened(open: () => OpenTenant): () => OpenTenant {
  let opened: OpenTenant | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}

/** @param records what its records are kept under */
function openProvider(
  realm: Realm,
  { firstKey, cookieSecret, behindProxy }: ProviderOptions,
  owner: string,
  records: string,
): OpenTenant {
  const cookies = cookiesOf(owner, cookieSecret, behindProxy);
  const key = new RotatingKey(realm.keys, firstKey);
  const provider = tenantProvider(realm, { key, cookies, records });
  provider.proxy = behindProxy;
  return { realm, provider, callback: provider.callback() };
}

interface Own {
  key: RotatingKey;
  cookies: Cookies;
  records: string;
}

function tenantProvider(realm: Realm, { key, cookies, records }: Own): Provider {
  const findClient = async (id: string) => {
    const app = await realm.directory.registration(id);
    return app === undefined ? undefined : clientMetadata(app, shownApp(realm.tenant, app));
  };
  const provider: Provider = new Provider(realm.issuer, {
    ...fixedConfiguration(realm, key, cookies),
    adapter: providerAdapter(realm, records, findClient),
    features: {
      devInteractions: off,
      pushedAuthorizationRequests: off,
      userinfo: off,
      dPoP: off,
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      rpInitiatedLogout: off,
      clientCredentials: { enabled: true },
      deviceFlow: deviceFlow(realm),
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => true,
        getResourceServerInfo: (ctx, uri) => resourceServerInfo(realm, uri, ctx),
        defaultResource: async (ctx, _client, granted) => defaultResource(realm, ctx, granted),
      },
    },
    loadExistingGrant: (ctx) => asAsked(ctx, () => loadExistingGrant(realm, provider, ctx)),
    findAccount: (_ctx, id) => findAccount(realm, id),
    formats: {
      customizers: {
        jwt: async (ctx, token, jwt) => {
          await key.refresh();
          await dressAccessToken(realm, ctx, token, jwt);
          jwt.payload = shiftedTimes(jwt.payload, timeClaims, realm.clock.offset());
        },
      },
    },
    renderError: (ctx, _out, error) => renderError(ctx, error),
  });
  registerResponseModes(provider, realm);
  provider.registerGrantType(
    grantTypes.password,
    (ctx) => passwordGrant(realm, provider, ctx),
    passwordParameters,
  );
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
    realm.report('The practice tenant failed:', error);
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

/** With the faults that the authorization request asked for; at the token endpoint, a header asks. */
const asAsked = <Result>({ oidc }: KoaContextWithOIDC, work: () => Promise<Result>) =>
  withAskedFaults(oidc.params?.[askedFaultsParameter], work);

/** False for an address that oidc-provider does not know. */
const isOpenId = (ctx: object): ctx is KoaContextWithOIDC => 'oidc' in ctx;

/** What oidc-provider has no setting for; provider-internals.test.ts fails when these move. */
function changeInternals(provider: Provider, realm: Realm): void {
  // It makes no other kind: userinfo, introspection, and back-channel logout are off.
  provider.IdToken.prototype.issue = function () {
    return asAsked(this.ctx, () => issueIdToken(realm, this));
  };
  provider.IdToken.validate = async (idToken, { clientId }) => {
    const hint = await hintOf(realm, idToken);
    if (hint === 'invalid' || isForOtherApp(hint, clientId))
      throw new Error('Not a hint for this app.');
    // It compares the subject with its own name of the user who is signed in.
    const accountId = Provider.ctx?.oidc.session?.accountId;
    const isSame = accountId !== undefined && !isAboutOther(realm, hint, accountId);
    return { header: {}, payload: { ...hint, sub: isSame ? accountId : hint.sub } };
  };
  // Its metadata can't have implicit flows with http://localhost; extra-parameters.ts checks what's enabled.
  provider.Client.prototype.responseTypeAllowed = () => true;
  keepUsedRefreshTokens(provider);
  provider.Client.prototype.includeSid = () => true;
  // Entra has one session ID for all apps, a GUID; another user's is another one.
  provider.Session.prototype.ensureClientContainer = function (clientId) {
    this.sidFor(clientId, derivedId('session', this.uid, this.accountId ?? ''));
  };
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return isRegisteredRedirectUri(this.redirectUris ?? [], uri);
  };
}

/** oidc-provider's settings that don't call back into the tenant. */
function fixedConfiguration(realm: Realm, key: RotatingKey, cookies: Cookies): Configuration {
  return {
    jwks: { keys: [key] },
    cookies,
    clientAuthMethods: ['client_secret_post'],
    responseTypes: [...combinedResponseTypes],
    scopes: [...openIdScopes],
    claims: {
      acr: null,
      sid: null,
      auth_time: null,
      iss: null,
      openid: claimNamesOf(realm.tenant),
    },
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    rotateRefreshToken: true,
    // Entra keeps earlier tokens alive when a code is redeemed twice and when the user signs out.
    revokeGrantPolicy: () => false,
    expiresWithSession: async () => false,
    extraParams: extraParameters(realm),
    enabledJWA: {},
    ttl: {
      AccessToken: (_ctx, { resourceServer }) => resourceServer?.accessTokenTTL ?? 3600,
      ClientCredentials: 3600,
      AuthorizationCode: 600,
      IdToken: 3600,
      RefreshToken: refreshTokenLifetime,
      DeviceCode: 900,
      Grant: grantLifetime,
      Interaction: 3600,
      Session: day,
    },
    routes: {
      authorization: paths.authorize,
      token: paths.token,
      device_authorization: paths.deviceCode,
      code_verification: paths.deviceSignIn,
      // Requests for sign-out and keys don't reach oidc-provider.
      end_session: '/oauth2/v2.0/unused-logout',
      jwks: '/discovery/unused-keys',
    },
    interactions: {
      policy: prompts(realm),
      url: (ctx, { uid }) => `${contextOf(ctx).route.base}/interaction/${uid}`,
    },
  };
}
