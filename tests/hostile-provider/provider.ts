import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loopbackCertificate } from '../samples/protected-api/loopback-certificate.ts';
import { bySecret, type ClientProof } from './client-proof.ts';
import { type Claims, type Header, ProviderKeys } from './provider-keys.ts';
import { clientId, clientSecret, tenantId } from './registration.ts';

export { clientId, clientSecret } from './registration.ts';

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: string;
  /** Never finishes the answer. */
  hangs?: boolean;
}

type Json = Record<string, unknown>;
const isAnswer = (value: Json | Answer): value is Answer => typeof value['body'] === 'string';

/** What the identity provider does wrong, until the next `reset`. Each gets the honest value. */
export interface Forgery {
  discovery?(document: Json): Json | Answer;
  keys?(document: Json): Json | Answer;
  claims?(claims: Claims): Claims;
  header?(header: Header): Header;
  /** Replaces signing altogether. */
  idToken?(claims: Claims, header: Header): Promise<string | undefined> | string | undefined;
  /** Gets the request too; `attempt` counts from 1 since the reset. */
  token?(reply: Json, request: URLSearchParams): Json | Answer;
  /** The parameters with which the browser comes back. */
  answer?(parameters: URLSearchParams): void;
  /** Microsoft Graph, on the same host: a page of the user's groups. */
  graph?(page: Json): Json | Answer;
  api?(reply: Json): Promise<Json> | Json | Answer;
}

export interface Asked {
  method: string;
  path: string;
  body: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
}

/** An identity provider that behaves well, except where a test tells it not to. */
export class HostileProvider {
  readonly keys: ProviderKeys;
  readonly caFile: string;
  forge: Forgery = {};
  /** Stays as it is set: it belongs to the registration. */
  clientProof: ClientProof = bySecret;
  asked: Asked[] = [];
  /** Canaries: everything secret that it ever gave out. */
  readonly secrets: string[] = [clientSecret];
  readonly #grants = new Map<string, { nonce: string; scope: string; challenge: string }>();
  readonly #folder: string;
  readonly #server: ReturnType<typeof createServer>;

  private constructor(keys: ProviderKeys, certificate: { cert: string; key: string }) {
    this.keys = keys;
    this.#folder = mkdtempSync(join(tmpdir(), 'hostile-provider-'));
    this.caFile = join(this.#folder, 'ca.pem');
    writeFileSync(this.caFile, certificate.cert);
    this.#server = createServer(certificate, async (request, response) => {
      const { pathname, search } = new URL(request.url ?? '/', this.origin);
      const body = new URLSearchParams(await text(request));
      const { method = '', headers } = request;
      this.asked.push({ method, path: `${pathname}${search}`, body, headers });
      const answer = await this.#answerTo(pathname, body);
      if (answer.hangs) return;
      const type = { 'content-type': 'application/json' };
      response.writeHead(answer.status ?? 200, { ...type, ...answer.headers }).end(answer.body);
    });
  }

  static async start(): Promise<HostileProvider> {
    const keys = await ProviderKeys.create();
    const provider = new HostileProvider(keys, await loopbackCertificate());
    await new Promise<void>((resolve) => provider.#server.listen(0, 'localhost', resolve));
    return provider;
  }

  get origin(): string {
    const address = this.#server.address() as AddressInfo;
    return `https://localhost:${address.port}`;
  }

  get authority(): string {
    return `${this.origin}/${tenantId}`;
  }

  get issuer(): string {
    return `${this.authority}/v2.0`;
  }

  /** Behaves well again, and forgets what it was asked. */
  reset(): void {
    this.forge = {};
    this.asked = [];
  }

  askedFor(part: string): Asked[] {
    return this.asked.filter(({ path }) => path.includes(part));
  }

  /** The person agrees at once: where the browser is sent from an authorize URL. */
  answerTo(authorizeUrl: string | URL, code = `0.${randomUUID()}${randomUUID()}`): URL {
    const asked = new URL(authorizeUrl).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    this.#grants.set(code, {
      nonce: asked.get('nonce') ?? '',
      scope: asked.get('scope') ?? '',
      challenge: asked.get('code_challenge') ?? '',
    });
    this.secrets.push(code);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    this.forge.answer?.(back.searchParams);
    return back;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true });
  }

  async #answerTo(path: string, body: URLSearchParams): Promise<Answer> {
    const reply = await this.#reply(path, body);
    return isAnswer(reply) ? reply : { body: JSON.stringify(reply) };
  }

  async #reply(path: string, body: URLSearchParams): Promise<Json | Answer> {
    if (path.endsWith('/.well-known/openid-configuration')) {
      const honest = this.discoveryDocument();
      return this.forge.discovery?.(honest) ?? honest;
    }
    if (path.endsWith('/keys')) {
      const honest = this.keys.published();
      return this.forge.keys?.(honest) ?? honest;
    }
    if (path.endsWith('/token')) return this.#tokens(body);
    if (path.endsWith('/api')) return this.forge.api?.({ hello: 'api' }) ?? { hello: 'api' };
    if (path.startsWith('/v1.0/me/')) return this.forge.graph?.({ value: [] }) ?? { value: [] };
    return { status: 404, body: '{}' };
  }

  discoveryDocument(): Json {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${this.authority}/oauth2/v2.0/token`,
      end_session_endpoint: `${this.authority}/oauth2/v2.0/logout`,
      jwks_uri: `${this.authority}/discovery/v2.0/keys`,
      msgraph_host: new URL(this.origin).host,
    };
  }

  async #tokens(request: URLSearchParams): Promise<Json | Answer> {
    if (!(await this.clientProof(request)))
      return { status: 401, body: JSON.stringify({ error: 'invalid_client' }) };
    const renewal = request.get('grant_type') === 'refresh_token';
    const code = request.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256').update(request.get('code_verifier') ?? '');
    if (!renewal && (!grant || challenge.digest('base64url') !== grant.challenge))
      return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) };

    const seconds = Math.floor(Date.now() / 1000);
    const honest: Claims = {
      iss: this.issuer,
      aud: clientId,
      sub: 'subject-1',
      oid: 'object-1',
      tid: tenantId,
      sid: 'provider-session-1',
      name: 'Alex Rivera',
      preferred_username: 'alex@contoso.onmicrosoft.com',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
      ...(grant && { nonce: grant.nonce }),
    };
    const claims = this.forge.claims?.(honest) ?? honest;
    const header = this.forge.header?.(this.keys.header()) ?? this.keys.header();
    const idToken = this.forge.idToken
      ? await this.forge.idToken(claims, header)
      : await this.keys.sign(claims, header);
    const tokens = {
      access_token: `canary-access-${randomUUID()}`,
      refresh_token: `canary-refresh-${randomUUID()}`,
    };
    this.secrets.push(tokens.access_token, tokens.refresh_token, idToken ?? tokens.access_token);
    const scope = grant?.scope ?? request.get('scope') ?? '';
    const reply = { ...tokens, token_type: 'Bearer', expires_in: 3600, scope, id_token: idToken };
    return this.forge.token?.(reply, request) ?? reply;
  }
}
