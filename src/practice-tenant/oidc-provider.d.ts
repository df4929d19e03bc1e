/**
 * The parts of oidc-provider 9.13.3 that the practice tenant uses; the package has no types of its own.
 * tests/practice-tenant/provider-internals.test.ts fails when the internals among them move.
 */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Cookies {
    get(name: string, options?: object): string | undefined;
    set(name: string, value: string | null, options?: object): void;
  }

  /** Koa's context, with what oidc-provider adds to it. */
  export interface Context {
    req: IncomingMessage;
    res: ServerResponse;
    method: string;
    path: string;
    query: Record<string, string | string[] | undefined>;
    status: number;
    type: string;
    body: unknown;
    cookies: Cookies;
    oidc: OidcContext;
    get(header: string): string;
    set(header: string, value: string): void;
    redirect(url: string): void;
  }

  export interface OidcContext {
    route: string;
    params: Record<string, unknown>;
    body?: Record<string, unknown>;
    client: Client;
    account?: Account;
    session: Session;
    grant: Grant;
    prompts: Set<string>;
    result?: InteractionResult;
    requestParamScopes: Set<string>;
    resourceServers: Record<string, ResourceServer>;
    entities: {
      Account?: Account;
      AccessToken?: { accountId?: string };
      AuthorizationCode?: { amr?: string[] };
      RefreshToken?: { amr?: string[]; exp: number };
      DeviceCode?: { amr?: string[] };
      ClientCredentials?: object;
      Client?: Client;
      Session?: Session;
      Interaction?: Interaction;
    };
    urlFor(route: string): string;
    promptPending(name: string): boolean;
    entity(name: string, value: object): void;
  }

  export interface Account {
    accountId: string;
    claims(use: string, scope: string): Promise<Record<string, unknown>>;
  }

  export interface Client {
    clientId: string;
    clientName?: string;
    grantTypeAllowed(type: string): boolean;
  }

  export interface InteractionResult {
    login?: { accountId: string; amr?: string[]; acr?: string; remember?: boolean };
    consent?: { grantId: string };
    error?: string;
    error_description?: string;
    [prompt: string]: unknown;
  }

  export interface Interaction {
    uid: string;
    returnTo: string;
    params: Record<string, string | undefined>;
    prompt: { name: string; reasons: string[]; details: PromptDetails };
    session?: { accountId: string; uid?: string };
    grantId?: string;
    lastSubmission?: InteractionResult;
  }

  export interface PromptDetails {
    missingOIDCScope?: string[];
    missingResourceScopes?: Record<string, string[]>;
  }

  export interface ResourceServerInfo {
    scope: string;
    audience: string;
    accessTokenFormat: 'jwt';
    accessTokenTTL: number;
    jwt: { sign: { alg: string } };
  }

  export interface ResourceServer {
    scope?: string;
    scopes: Set<string>;
  }

  export interface Session {
    accountId?: string;
    amr?: string[];
    uid: string;
    loginTs?: number;
    state?: { secret: string };
    authorizations?: Record<string, { sid?: string; grantId?: string }>;
    grantIdFor(clientId: string): string | undefined;
    sidFor(clientId: string): string | undefined;
    destroy(): Promise<void>;
    persist(): Promise<unknown>;
  }

  export interface Grant {
    jti: string;
    accountId: string;
    clientId: string;
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    getResourceScopeFiltered(resource: string, scopes: readonly string[]): string;
    save(): Promise<string>;
  }

  export interface RefreshToken {
    accountId: string;
    clientId: string;
    grantId: string;
    scope: string;
    scopes: Set<string>;
    amr?: string[];
    resource?: string | string[];
    /** Seconds since 1970: its end, and its beginning. */
    exp: number;
    iiat: number;
    isExpired: boolean;
    save(): Promise<string>;
  }

  export interface AccessToken {
    accountId?: string;
    expiration: number;
    scope?: string;
    resourceServer: ResourceServer;
    save(): Promise<string>;
  }

  export interface IdToken {
    client: Client;
    available: Record<string, unknown>;
    scope: string;
    mask: object;
    rejected: string[];
    payload(): Promise<Record<string, unknown>>;
    issue(options: { use: 'idtoken' }): Promise<string>;
  }

  interface Model<Stored, Input> {
    new (input: Input): Stored;
    prototype: Stored;
    find(id: string, options?: { ignoreExpiration?: boolean }): Promise<Stored | undefined>;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    issuer: string;
    proxy: boolean;
    Session: Model<Session, object> & {
      get(ctx: Context): Promise<Session>;
      findByUid(uid: string): Promise<Session | undefined>;
    };
    Grant: Model<Grant, { accountId: string; clientId: string }>;
    AuthorizationCode: Model<{ redirectUri?: string }, object>;
    RefreshToken: Model<RefreshToken, object>;
    AccessToken: Model<AccessToken, object>;
    ResourceServer: new (
      identifier: string,
      info: ResourceServerInfo,
    ) => ResourceServer;
    IdToken: {
      new (claims: Record<string, unknown>, options: { ctx: Context }): IdToken;
      prototype: IdToken;
    };
    Client: {
      prototype: {
        includeSid(): boolean;
        redirectUriAllowed(this: { redirectUris: string[] }, value: string): boolean;
      };
    };
    cookieName(name: 'session' | 'interaction' | 'resume'): string;
    createContext(req: IncomingMessage, res: ServerResponse): Context;
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void;
    on(event: string, listener: (ctx: Context, error: Error) => void): void;
    registerGrantType(
      name: string,
      handler: (ctx: Context) => Promise<void>,
      parameters: readonly string[],
    ): void;
    registerResponseMode(
      name: string,
      handler: (ctx: Context, redirectUri: string, parameters: Record<string, string>) => void,
    ): void;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    interactionResult(
      req: IncomingMessage,
      res: ServerResponse,
      result: InteractionResult,
    ): Promise<string>;
  }

  export namespace interactionPolicy {
    class Check {
      constructor(
        reason: string,
        description: string,
        error: string,
        check: (ctx: Context) => boolean | Promise<boolean>,
      );
    }
    class Prompt {
      constructor(options: { name: string; requestable?: boolean }, ...checks: Check[]);
      checks: Check[] & { add(check: Check, position?: number): void };
    }
    interface Policy {
      add(prompt: Prompt, position?: number): void;
      get(name: string): Prompt | undefined;
    }
    function base(): Policy;
  }
}
