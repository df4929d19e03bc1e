import {
  type ClientMetadata,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Origins } from '../directory/addresses.ts';
import { showPage } from '../http/answer.ts';
import { html } from '../pages/html.ts';
import { cookiesOf } from '../provider/cookies.ts';
import type { SigningKey } from '../provider/signing-key.ts';
import { providerAdapter } from '../provider/stored-models.ts';
import type { Store } from '../store/store.ts';
import { socialBaseOf, socialIssuer, socialPaths } from './addresses.ts';
import { socialPerson } from './people.ts';
import type { OpenSocial } from './social-endpoints.ts';

const { base, Check, Prompt } = interactionPolicy;
const off = { enabled: false };

/** The client that may send users here. Its secret is in the store, where both sides find it. */
export interface RegisteredClient {
  id: string;
  name: string;
  redirectUri: string;
}

/** What the social provider signs and checks with. */
export interface SocialSecrets {
  key: SigningKey;
  clientSecret: string;
  cookieSecret: string;
}

interface SocialOptions {
  store: Store;
  clock: TenantClock;
  origins: Origins;
  behindProxy: boolean;
  client: RegisteredClient;
  secrets: SocialSecrets;
}

/** The practice social provider: an OpenID Connect provider of its own, with one client, the B2C tenant. */
export function openSocial(options: SocialOptions): OpenSocial {
  let opened: Provider | undefined;
  const provider = () => {
    opened ??= newProvider(options);
    return opened;
  };
  let callback: OpenSocial['callback'] | undefined;
  return {
    get provider() {
      return provider();
    },
    get callback() {
      callback ??= provider().callback();
      return callback;
    },
    origins: options.origins,
  };
}

function newProvider(options: SocialOptions): Provider {
  const { origins, behindProxy, client: registered, secrets } = options;
  const client: ClientMetadata = {
    client_id: registered.id,
    client_name: registered.name,
    client_secret: secrets.clientSecret,
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: [registered.redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  };
  const provider: Provider = new Provider(socialIssuer(origins), {
    adapter: providerAdapter(options, 'social', async (id) =>
      id === client.client_id ? client : undefined,
    ),
    jwks: { keys: [secrets.key.private] },
    cookies: cookiesOf('social', secrets.cookieSecret, behindProxy),
    clientAuthMethods: ['client_secret_post'],
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    enabledJWA: {},
    features: {
      devInteractions: off,
      pushedAuthorizationRequests: off,
      userinfo: off,
      dPoP: off,
      rpInitiatedLogout: off,
      resourceIndicators: off,
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 3600,
      Session: 600,
    },
    routes: {
      authorization: socialPaths.authorize,
      token: socialPaths.token,
      jwks: socialPaths.keys,
    },
    interactions: {
      policy: askingEachTime(),
      url: (_, { uid }) => `${socialBaseOf(origins)}/interaction/${uid}`,
    },
    findAccount: async (_, subject) => {
      const person = socialPerson(subject);
      if (person === undefined) return undefined;
      const claims = { sub: subject, name: person.name, email: person.email };
      return { accountId: subject, claims: async () => claims };
    },
    // Choosing an account on its page is the consent, as the page says.
    loadExistingGrant: async ({ oidc }) => {
      if (oidc.account === undefined) return undefined;
      const { accountId } = oidc.account;
      const grant = new provider.Grant({ clientId: client.client_id, accountId });
      grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
      await grant.save();
      return grant;
    },
    renderError: (ctx, _out, error) => showProblem(ctx, error),
  });
  provider.proxy = behindProxy;
  return provider;
}

/** It shows its accounts at every visit, so that you can switch to another one. */
function askingEachTime(): interactionPolicy.DefaultPolicy {
  const policy = base();
  const unasked = ({ oidc }: KoaContextWithOIDC) => oidc.result?.['select_account'] === undefined;
  const check = new Check(
    'account',
    'an account is to be chosen',
    'account_selection_required',
    unasked,
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }, check), 0);
  return policy;
}

function showProblem(ctx: KoaContextWithOIDC, { message }: Error): void {
  const body = html`<h1>Practice Social can’t sign you in</h1><p class="problem">${message}</p>`;
  showPage(ctx, { title: 'Not possible' }, body);
}
