import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  createRelyingParty,
  type Registration,
  type RelyingPartyOptions,
  type SessionLifetime,
  type TenantType,
} from '../../../../../samples/web-app/sign-in/index.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';

export const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
export const clientId = '22222222-2222-4222-8222-222222222222';
const host = 'https://tenant.example';
// One pair for all tests of a file: making one takes longer than a test.
const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', use: 'sig' }] };

/** The cookies of one browser. */
export class Jar {
  readonly #cookies: Map<string, string>;
  /** The `maxAge` of every cookie that was set, by its name. */
  readonly seconds = new Map<string, number>();

  constructor(cookies: Iterable<readonly [string, string]> = []) {
    this.#cookies = new Map(cookies);
  }

  get = (name: string) => this.#cookies.get(name);
  all = (name: string) => [this.#cookies.get(name) ?? []].flat();
  names = () => [...this.#cookies.keys()];
  set = (name: string, value: string, { maxAge }: { maxAge: number }) => {
    if (maxAge > 0) this.#cookies.set(name, value);
    else this.#cookies.delete(name);
    this.seconds.set(name, maxAge);
  };

  copy(): Jar {
    return new Jar(this.#cookies);
  }
}

interface Provider {
  metadata: {
    issuer: string;
    authorization_endpoint: string;
    jwks_uri: string;
    end_session_endpoint?: string;
  };
  /** Changes of the claims of every ID token. */
  claims: object;
  /** Changes to every response of the token endpoint. */
  tokens: object;
  /** Runs before it gives out tokens. */
  beforeTokens?: () => Promise<void>;
  /** The paths that it was asked for. */
  asked: string[];
  /** What the token endpoint was sent. */
  tokenRequests: URLSearchParams[];
}

interface Setting {
  tenantType?: TenantType;
  /** Another app at the same provider. */
  client?: string;
  /** Where the app is. */
  origin?: string;
  userFlows?: Registration['userFlows'];
  /** With them, the authority is /organizations. */
  allowedTenants?: Registration['allowedTenants'];
  lifetime?: SessionLifetime;
  tokenStore?: RelyingPartyOptions['tokenStore'];
  log?: (entry: unknown) => void;
  fetch?: typeof fetch;
}

/**
 * A relying party whose provider is a function, with a clock that the test moves: for what can be told
 * apart only inside the process. What a visitor sees is tested from outside, in tests/hostile-provider.
 */
export function inProcess({
  tenantType = 'entra-id',
  client = clientId,
  userFlows,
  allowedTenants,
  origin = 'http://localhost:3000',
  ...options
}: Setting = {}) {
  const authority = `${host}/${allowedTenants ? 'organizations' : tenantId}`;
  const template = `${host}/{tenantid}/v2.0`;
  const metadata = {
    issuer: allowedTenants ? template : `${authority}/v2.0${tenantType === 'b2c' ? '/' : ''}`,
    authorization_endpoint: `${authority}/authorize`,
    jwks_uri: `${authority}/keys`,
    end_session_endpoint: `${authority}/logout`,
  };
  const provider: Provider = { metadata, claims: {}, tokens: {}, asked: [], tokenRequests: [] };
  let time = Date.now();
  let nonce: string | null = null;

  const sign = (policy: string) => {
    const seconds = Math.floor(time / 1000);
    const person = { sub: 'subject-1', oid: 'object-1', tid: tenantId, name: 'Alex Rivera' };
    const times = { iat: seconds, exp: seconds + 3600 };
    const iss = provider.metadata.issuer.replace('{tenantid}', tenantId);
    const own = { iss, aud: client, ...(policy && { tfp: policy }) };
    const claims = { ...own, ...person, ...times, ...(nonce && { nonce }), ...provider.claims };
    return new SignJWT(JSON.parse(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .sign(privateKey);
  };
  const answer = async (path: string): Promise<object> => {
    // In B2C every user flow has a token endpoint of its own.
    const [here = '', isDiscovery] = path.split('/v2.0/.well-known/');
    if (isDiscovery) {
      const document = { token_endpoint: `${host}${here}/token`, ...provider.metadata };
      if (`${host}${here}` === authority || !allowedTenants) return document;
      const text = JSON.stringify(document).replaceAll(authority, `${host}${here}`);
      return JSON.parse(text.replace('{tenantid}', here.slice(1)));
    }
    if (path.endsWith('/keys') && allowedTenants)
      return { keys: keys.keys.map((key) => ({ ...key, issuer: template })) };
    if (path.endsWith('/keys')) return keys;
    await provider.beforeTokens?.();
    return {
      access_token: randomUUID(),
      refresh_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: 3600,
      id_token: await sign(/B2C_1_\w+/i.exec(path)?.[0] ?? ''),
      ...provider.tokens,
    };
  };
  const settings: RelyingPartyOptions = {
    registration: {
      tenantType,
      authority,
      clientId: client,
      credential: { kind: 'secret', secret: 'x~y' },
      redirectUri: `${origin}/auth/redirect`,
      postLogoutRedirectUri: `${origin}/goodbye`,
      ...(userFlows && { userFlows }),
      ...(allowedTenants && { allowedTenants }),
    },
    sessionSecrets: ['s'.repeat(32)],
    tokenStore: memoryTokenStore({ now: () => time }),
    now: () => time,
    fetch: async (input, init) => {
      const { pathname } = new URL(String(input));
      provider.asked.push(pathname);
      if (init?.method === 'POST')
        provider.tokenRequests.push(new URLSearchParams(String(init.body)));
      return Response.json(await answer(pathname));
    },
    ...options,
  };
  const relyingParty = createRelyingParty(settings);

  /** The identity provider's response to an authorize URL. */
  const back = (authorizeUrl: URL, changes: Record<string, string> = { code: 'c' }) => {
    nonce = authorizeUrl.searchParams.get('nonce');
    const state = authorizeUrl.searchParams.get('state') ?? '';
    return new URL(`http://localhost:3000/?${new URLSearchParams({ state, ...changes })}`);
  };
  return {
    /** For a relying party of one's own, at the same provider. */
    settings,
    relyingParty,
    provider,
    back,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    /** A browser in which a user is signed in. */
    async signedIn(request: Parameters<typeof relyingParty.signIn>[1] = {}): Promise<Jar> {
      const jar = new Jar();
      await relyingParty.redirect(jar, back(await relyingParty.signIn(jar, request)));
      return jar;
    },
  };
}
