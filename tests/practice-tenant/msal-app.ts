import {
  type AuthenticationResult,
  type AuthorizationUrlRequest,
  type ClientAssertionCallback,
  ConfidentialClientApplication,
  CryptoProvider,
} from '@azure/msal-node';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import type { RunningTenant } from './running-tenant.ts';

type Origins = Pick<RunningTenant, 'origin' | 'customDomainOrigin'>;

export const redirectUri = 'http://localhost:3000/auth/redirect';
export const webAppSecret = 'practice~web-app~not-a-real-secret';
const cryptoProvider = new CryptoProvider();

export const tenantIds = {
  'entra-id': '0a0a0a0a-1111-4111-8111-111111111111',
  'external-id': '0b0b0b0b-2222-4222-8222-222222222222',
  'external-id-custom-domain': '0c0c0c0c-3333-4333-8333-333333333333',
  b2c: '0d0d0d0d-4444-4444-8444-444444444444',
} as const;

/** What a client of each tenant type is configured with. */
export function authorityFor(tenant: Origins, type: TenantType, userFlow?: string): string {
  const { origin, customDomainOrigin } = tenant;
  switch (type) {
    case 'entra-id':
      return `${origin}/${tenantIds['entra-id']}`;
    case 'external-id':
      return `${origin}/woodgrove.onmicrosoft.com`;
    case 'external-id-custom-domain':
      return `${customDomainOrigin}/${tenantIds['external-id-custom-domain']}/v2.0`;
    case 'b2c':
      return `${origin}/fabrikam.onmicrosoft.com/${userFlow ?? 'B2C_1_signupsignin'}`;
  }
}

interface Credential {
  clientSecret?: string;
  clientAssertion?: ClientAssertionCallback;
  clientCertificate?: { thumbprintSha256: string; privateKey: string; x5c?: string };
}

export interface AppOptions {
  clientId?: string;
  authority?: string;
  credential?: Credential;
}

const b2cApi = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';

/** For clients that insist on an access token, as RFC 6749 §5.1 has it: B2C gives one for an API only. */
export const scopeFor = (type: TenantType): string =>
  `openid profile offline_access${type === 'b2c' ? ` ${b2cApi}` : ''}`;

/** B2C has no Graph that a bare scope could belong to. */
const usualScopes = new WeakMap<object, string[]>();

/** An unmodified MSAL client; authority and known authorities are all it is told. */
export function msalApp(
  tenant: Origins,
  type: TenantType,
  options: AppOptions = {},
): ConfidentialClientApplication {
  const authority = options.authority ?? authorityFor(tenant, type);
  const app = new ConfidentialClientApplication({
    auth: {
      clientId: options.clientId ?? clientIds.webApp,
      authority,
      knownAuthorities: [new URL(authority).host],
      ...(options.credential ?? { clientSecret: webAppSecret }),
    },
    system: type === 'external-id-custom-domain' ? { protocolMode: 'OIDC' } : {},
  });
  usualScopes.set(app, type === 'b2c' ? [b2cApi] : ['User.Read']);
  return app;
}

export interface Attempt {
  url: string;
  nonce: string;
  state: string;
  browser: HttpBrowser;
  /** Where the sign-in came to rest: back at the app, or on a page. */
  page: Page;
  /** What came back to the app. */
  answer: Record<string, string>;
  redeem(changes?: {
    codeVerifier?: string;
    redirectUri?: string;
    scopes?: string[];
  }): Promise<AuthenticationResult>;
}

export interface AttemptOptions extends Partial<AuthorizationUrlRequest> {
  browser?: HttpBrowser;
  /** Buttons to press, in order, on the pages that appear. */
  press?: readonly (string | readonly [button: string, fields: Record<string, string>])[];
}

export const appBrowser = (): HttpBrowser => new HttpBrowser({ stopAt: 'http://localhost:3000/' });

/** One authorization code flow with PKCE, state and nonce, as a careful app does it. */
export async function attempt(
  app: ConfidentialClientApplication,
  { browser = appBrowser(), press = ['Alex Rivera'], ...request }: AttemptOptions = {},
): Promise<Attempt> {
  const { verifier, challenge } = await cryptoProvider.generatePkceCodes();
  const nonce = cryptoProvider.createNewGuid();
  const state = cryptoProvider.createNewGuid();
  const scopes = request.scopes ?? usualScopes.get(app) ?? ['User.Read'];
  const url = await app.getAuthCodeUrl({
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state,
    nonce,
    responseMode: 'query',
    ...request,
    scopes,
  });
  let page = await browser.open(url);
  for (const step of press) {
    const [button, fields] = typeof step === 'string' ? [step, {}] : step;
    page = await browser.press(page, button, fields);
  }
  const answer = page.posted ?? Object.fromEntries(URL.parse(page.url)?.searchParams ?? []);
  const authority = request.authority === undefined ? {} : { authority: request.authority };
  return {
    url,
    nonce,
    state,
    browser,
    page,
    answer,
    redeem: (changes = {}) => {
      const code = answer['code'] ?? '';
      const codeRequest = { code, scopes, redirectUri, codeVerifier: verifier, state, nonce };
      return app.acquireTokenByCode({ ...codeRequest, ...authority, ...changes }, { code, state });
    },
  };
}

/** The AADSTS number of an MSAL error, or what happened instead. */
export async function errorNumber(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => /AAD(?:STS|B2C)\d+/.exec(String(error))?.[0] ?? String(error),
  );
}
