import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';

/** Where the app is and whom it asks. */
export interface Setup {
  /** The authority of its tenant, such as `https://localhost:8443/<tenant ID>`. */
  authority: string;
  clientId: string;
  secret: string;
  origin: string;
  /** Below which path it is; empty for the whole origin. */
  base?: string;
}

export interface SignedInUser {
  name: string;
  subject: string;
}

interface Pending {
  browser: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

export interface Tokens {
  id_token: string;
  access_token: string;
}

/** What a developer may do otherwise, each with the careful way as its default. */
export interface Choices {
  /** `link`, or `form` with a token that has to come back. */
  signInBy: 'link' | 'form';
  responseMode: 'query' | 'form_post';
  /** More parameters of the authorization request. */
  parameters: Readonly<Record<string, string>>;
  stateCookie: (value: string, base: string) => string;
  sessionCookie: (value: string, base: string) => string;
  isState: (sent: string | null, kept: string) => boolean;
  isAudience: (audience: unknown, clientId: string) => boolean;
  isNonce: (claim: unknown, kept: string | undefined) => boolean;
  /** What the cookie of a session holds. */
  sessionId: (user: SignedInUser) => string;
  returnTo: (asked: string, origin: string) => string;
  afterSignIn: (location: string, tokens: Tokens) => string;
  /** More HTML on the page of a user. */
  more: (tokens: Tokens) => string;
  /** Who is shown to a browser with this session. */
  shown: (
    session: SignedInUser | undefined,
    latest: SignedInUser | undefined,
  ) => SignedInUser | undefined;
  endsSession: boolean;
  errorText: (error: string, description: string) => string;
  headers: Readonly<Record<string, string>>;
}

const random = () => randomBytes(24).toString('base64url');
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const careful: Choices = {
  signInBy: 'link',
  responseMode: 'query',
  parameters: {},
  stateCookie: (value, base) => `browser=${value}; Path=${base || '/'}; HttpOnly; SameSite=Lax`,
  sessionCookie: (value, base) => `session=${value}; Path=${base || '/'}; HttpOnly; SameSite=Lax`,
  isState: (sent, kept) => sent === kept,
  isAudience: (audience, clientId) => audience === clientId,
  isNonce: (claim, kept) => claim === kept,
  sessionId: random,
  returnTo: (asked, origin) => {
    const url = URL.parse(asked, origin);
    return url?.origin === origin && !url.pathname.startsWith('//') ? url.pathname : '/';
  },
  afterSignIn: (location) => location,
  more: () => '',
  shown: (session) => session,
  endsSession: true,
  errorText: () => 'Signing in didn’t work.',
  headers: {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
};

const claimsSchema = z.looseObject({
  aud: z.unknown(),
  sub: z.string(),
  name: z.string(),
  nonce: z.unknown().optional(),
  azp: z.unknown().optional(),
  iat: z.number(),
  exp: z.number(),
  at_hash: z.string().optional(),
});
const tokensSchema = z.object({ id_token: z.string(), access_token: z.string() });

/** A web app of one page, written without the sample's library; it holds in every check unless a choice is bad. */
export function carefulApp(
  { authority, clientId, secret, origin, base = '' }: Setup,
  bad: Partial<Choices> = {},
): RequestListener {
  const choices = { ...careful, ...bad };
  const pending = new Map<string, Pending>();
  const sessions = new Map<string, { user: SignedInUser; tokens: Tokens }>();
  const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`));
  const redirectUri = `${origin}${base}/auth/redirect`;
  let latest: SignedInUser | undefined;
  let issuer: string | undefined;

  async function endpoints() {
    const reply = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
    return z
      .object({
        issuer: z.string(),
        authorization_endpoint: z.string(),
        end_session_endpoint: z.string(),
      })
      .parse(await reply.json());
  }

  const page = (response: ServerResponse, status: number, body: string, cookies: string[] = []) =>
    response
      .writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        ...choices.headers,
        'set-cookie': cookies,
      })
      .end(`<!doctype html><title>Small app</title><h1>Small app</h1>${body}`);
  const goTo = (response: ServerResponse, location: string, cookies: string[] = []) =>
    response.writeHead(303, { location, 'set-cookie': cookies, ...choices.headers }).end();

  function home(cookies: ReadonlyMap<string, string>, response: ServerResponse): void {
    const session = sessions.get(cookies.get('session') ?? '');
    const user = choices.shown(session?.user, latest);
    if (user !== undefined) {
      const more = session === undefined ? '' : choices.more(session.tokens);
      page(
        response,
        200,
        `<p>You are ${escaped(user.name)}.</p>${more}
<form method="post" action="${base}/sign-out"><button>Sign out</button></form>`,
      );
      return;
    }
    const browser = cookies.get('browser') ?? random();
    const start =
      choices.signInBy === 'link'
        ? `<a href="${base}/sign-in?returnTo=/">Sign in</a>`
        : `<form method="post" action="${base}/sign-in"><input type="hidden" name="token" value="${tokenOf(browser)}"><button>Sign in</button></form>`;
    page(response, 200, start, [choices.stateCookie(browser, base)]);
  }

  async function signIn(
    cookies: ReadonlyMap<string, string>,
    fields: URLSearchParams,
    response: ServerResponse,
  ): Promise<void> {
    const browser = cookies.get('browser') ?? random();
    if (choices.signInBy === 'form' && fields.get('token') !== tokenOf(browser)) {
      page(response, 403, 'This form is too old.');
      return;
    }
    const known = await endpoints();
    issuer = known.issuer;
    const state = random();
    const attempt: Pending = {
      browser,
      nonce: random(),
      verifier: random() + random(),
      returnTo: choices.returnTo(fields.get('returnTo') ?? '/', origin),
    };
    pending.set(state, attempt);
    const url = new URL(known.authorization_endpoint);
    const challenge = createHash('sha256').update(attempt.verifier).digest('base64url');
    for (const [name, value] of Object.entries({
      client_id: clientId,
      response_type: 'code',
      response_mode: choices.responseMode,
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state,
      nonce: attempt.nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...choices.parameters,
    }))
      url.searchParams.set(name, value);
    goTo(response, url.href, [choices.stateCookie(browser, base)]);
  }

  async function finish(
    cookies: ReadonlyMap<string, string>,
    fields: URLSearchParams,
    response: ServerResponse,
  ): Promise<void> {
    const sent = fields.get('state');
    const found = [...pending].find(
      ([state, { browser }]) => browser === cookies.get('browser') && choices.isState(sent, state),
    );
    const code = fields.get('code');
    if (found === undefined || code === null) {
      const description = fields.get('error_description') ?? '';
      page(response, 400, choices.errorText(fields.get('error') ?? '', description));
      return;
    }
    const [state, attempt] = found;
    pending.delete(state);
    const tokens = await redeem(code, attempt);
    const user = await userIn(tokens, attempt);
    latest = user;
    sessions.delete(cookies.get('session') ?? '');
    const id = choices.sessionId(user);
    sessions.set(id, { user, tokens });
    const location = choices.afterSignIn(`${base}${attempt.returnTo}`, tokens);
    const target = /^https?:/.test(attempt.returnTo) ? attempt.returnTo : location;
    goTo(response, target, [choices.sessionCookie(id, base)]);
  }

  async function redeem(code: string, { verifier }: Pending): Promise<Tokens> {
    const reply = await fetch(`${authority}/oauth2/v2.0/token`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(3000),
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: secret,
        redirect_uri: redirectUri,
        code,
        code_verifier: verifier,
      }),
    });
    let text = '';
    for await (const chunk of reply.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.length > 100_000) throw new Error('Too long');
    }
    return tokensSchema.parse(JSON.parse(text));
  }

  async function userIn(tokens: Tokens, { nonce }: Pending): Promise<SignedInUser> {
    const verified = await jwtVerify(tokens.id_token, keys, {
      algorithms: ['RS256'],
      ...(issuer !== undefined && { issuer }),
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    const claims = claimsSchema.parse(verified.payload);
    const hash = createHash('sha256').update(tokens.access_token).digest();
    const isRight =
      choices.isAudience(claims.aud, clientId) &&
      choices.isNonce(claims.nonce, nonce) &&
      claims.iat < Date.now() / 1000 + 60 &&
      (claims.at_hash ?? '') ===
        ((claims.at_hash && hash.subarray(0, 16).toString('base64url')) || '');
    if (!isRight) throw new errors.JWTInvalid('A claim isn’t right.');
    return { name: claims.name, subject: claims.sub };
  }

  async function signOut(
    request: IncomingMessage,
    cookies: ReadonlyMap<string, string>,
    response: ServerResponse,
  ): Promise<void> {
    if (request.headers['sec-fetch-site'] !== 'same-origin') {
      page(response, 403, 'Not from here.');
      return;
    }
    if (choices.endsSession) sessions.delete(cookies.get('session') ?? '');
    const cleared = choices.sessionCookie('', base).concat('; Max-Age=0');
    goTo(response, (await endpoints()).end_session_endpoint, [cleared]);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const cookies = new Map(
      (request.headers.cookie ?? '').split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [name, value.join('=')];
      }),
    );
    const isPost = request.method === 'POST';
    const fields = isPost ? new URLSearchParams(await bodyOf(request)) : url.searchParams;
    const isCallback = choices.responseMode === 'form_post' ? isPost : !isPost;
    switch (url.pathname.slice(base.length)) {
      case '':
      case '/':
        return home(cookies, response);
      case '/sign-in':
        return signIn(cookies, fields, response);
      case '/auth/redirect':
        return isCallback
          ? finish(cookies, fields, response)
          : void page(response, 405, 'Not like this.');
      case '/sign-out':
        return isPost ? signOut(request, cookies, response) : void page(response, 405, 'Post it.');
      default:
        page(response, 404, 'Not here.');
    }
  }

  return (request, response) => {
    handle(request, response).catch(() => page(response, 400, choices.errorText('', '')));
  };
}

/** Ties a form to a browser. */
const secretOfForms = random();
const tokenOf = (browser: string) =>
  createHash('sha256').update(`${secretOfForms}.${browser}`).digest('base64url');

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
