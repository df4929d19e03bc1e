import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { ParamsDictionary, Query } from 'express-serve-static-core';
import { z } from 'zod';
import { cookieJar } from './express/cookie-jar.ts';
import { ExplainedError } from './express/explained-error.ts';
import { allowFormsTo } from './express/form-action.ts';
import { forwardRejections } from './express/forward-rejections.ts';
import { proxyNotice } from './express/proxy-notice.ts';
import { RefusedRequest } from './express/refused-request.ts';
import {
  canonicalHost,
  contentSecurityPolicy,
  isAliasOf,
  notKept,
  pathsOnly,
  securityHeaders,
} from './express/security-headers.ts';
import {
  type AccessNeeds,
  createRelyingParty,
  Forbidden,
  graphScopes,
  hasAdminConsent,
  isSameOrigin,
  type ListedSession,
  SignInError,
  type SignInFields,
  SignInRequired,
  safeReturnTo,
  signInFields,
  signInLimit,
  signInRequestFrom,
  type User,
} from './index.ts';
import type { ExpressAuthOptions } from './options.ts';

export {
  type ExpressAuthOptions,
  optionsFrom,
  optionsWith,
  type SignInSettings,
  signInSettingsFrom,
} from './options.ts';

/** Your app's pages for what goes wrong, as HTML. */
export interface ErrorPages {
  notFound(): string;
  tooManySignIns(): string;
  failure(status: number): string;
  /**
   * @param returnTo where trying again should lead
   * @param holdsAnswer the address holds the identity provider's response and must not stay in the address
   * bar: only then may the page load a script from the app's own origin
   */
  signInError(error: SignInError, returnTo: string, holdsAnswer: boolean): string;
  /** The user is signed in, but the page isn't for them. A sign-in wouldn't change that. */
  forbidden(user: User, error: Forbidden): string;
}

/** What a page needs of its users besides a session. */
export interface UserNeeds extends AccessNeeds {
  /** Seconds: how long ago they signed in, at most. */
  maxAge?: number;
}

const tooManySignIns =
  'Too many sign-ins have started from your network. Wait a minute, then try again.';

const AdminConsentForm = z.object({
  tenant: z.string().optional().catch(undefined),
  returnTo: z.string().optional().catch(undefined),
});

const SignOutForm = z.object({
  returnTo: z.string().optional().catch(undefined),
  everywhere: z.string().optional().catch(undefined),
});

const EndSessionForm = z.object({
  session: z.string().catch(''),
  returnTo: z.string().optional().catch(undefined),
});

/** A handler that puts something in `response.locals` for the next one. */
type Provides<Locals extends object> = RequestHandler<
  ParamsDictionary,
  unknown,
  unknown,
  Query,
  Locals & Record<string, unknown>
>;

/**
 * Adds sign-in to an Express app, version 4.16 or newer: its routes under /auth, and the handlers that your routes
 * use.
 */
export function expressAuth(app: Express, options: ExpressAuthOptions) {
  const { registration, origin, log, appWideSettings = true } = options;
  const relyingParty = createRelyingParty(options);
  /** Scopes that a route has asked for: a form can't ask for any others. */
  const declaredScopes = new Set<string>();

  const redirectPath = new URL(registration.redirectUri).pathname;

  if (appWideSettings) {
    // Pages aren't kept by browsers, so they need no ETag.
    app.disable('x-powered-by').disable('etag').set('trust proxy', options.trustedProxies);
    app.use(securityHeaders(origin, relyingParty.frontChannelOrigins));
    app.use(pathsOnly, canonicalHost(origin));
    app.use(proxyNotice(options.trustedProxies, log));
  } else {
    app.use(allowFormsTo(origin, relyingParty.frontChannelOrigins));
    app.use(['/auth', redirectPath], pathsOnly, notKept);
  }

  // #region post
  /** Everything that changes something is a POST from a page of this app. */
  const post = (path: string, ...handlers: RequestHandler[]) => {
    const fromHere: RequestHandler = (request, _response, next) => {
      if (isSameOrigin({ get: (name) => request.header(name) }, origin)) return next();
      throw new SignInError('cross_site_request', { detail: `POST ${path} from elsewhere` });
    };
    const form = express.urlencoded({ extended: false, limit: '16kb' });
    // A sign-in couldn't end at 127.0.0.1. Browsers call a form that is sent on cross-site, so the page itself opens.
    const atOrigin: RequestHandler = (request, response, next) => {
      if (!isAliasOf(origin, request)) return next();
      seeOther(response, `${origin}${safeReturnTo(request.body?.returnTo)}`);
    };
    app.post(path, fromHere, form, atOrigin, ...handlers.map(forwardRejections));
  };
  // #endregion post

  const get = (path: string, handler: RequestHandler) => app.get(path, forwardRejections(handler));

  // #region sign-in-limit
  const secondsToWait = signInLimit({ perMinute: options.signInsPerMinute });
  const notTooOften: RequestHandler = (request, response, next) => {
    const seconds = secondsToWait(request.ip ?? '');
    if (seconds > 0) response.set('retry-after', String(seconds));
    next(seconds > 0 ? new RefusedRequest(429, tooManySignIns) : undefined);
  };
  // #endregion sign-in-limit

  // #region sign-in
  post('/auth/sign-in', notTooOften, async (request, response) => {
    const wanted = signInRequestFrom(request.body ?? {}, registration, declaredScopes);
    const url = await relyingParty.signIn(cookieJar(request, response), wanted);
    seeOther(response, url.href);
  });
  // #endregion sign-in

  // #region redirect
  get(redirectPath, async (request, response) => {
    response.set('referrer-policy', 'no-referrer');
    response.locals['holdsAnswer'] = true;
    const cookies = cookieJar(request, response);
    const url = new URL(request.url, origin);
    const consented = await relyingParty.adminConsented(cookies, url);
    if (consented !== undefined) return seeOther(response, consented.returnTo);
    const next = await relyingParty
      .redirect(cookies, url, { userAgent: request.header('user-agent')?.slice(0, 300) })
      .then(({ returnTo }) => returnTo)
      .catch((error) => resetPassword(error, cookies));
    seeOther(response, next);
  });
  // #endregion redirect

  // #region reset-password
  /** B2C: the visitor selected "Forgot your password?", which is another user flow. */
  async function resetPassword(error: unknown, cookies: ReturnType<typeof cookieJar>) {
    const isAsked = error instanceof SignInError && error.code === 'password_reset_requested';
    if (!isAsked || !registration.userFlows?.resetPassword) throw error;
    const returnTo = error.returnTo ?? '/';
    return (await relyingParty.signIn(cookies, { userFlow: 'resetPassword', returnTo })).href;
  }
  // #endregion reset-password

  // #region admin-consent
  if (hasAdminConsent(registration))
    post('/auth/admin-consent', notTooOften, async (request, response) => {
      const wanted = AdminConsentForm.parse(request.body ?? {});
      const url = await relyingParty.adminConsent(cookieJar(request, response), wanted);
      seeOther(response, url.href);
    });
  // #endregion admin-consent

  // #region sign-out
  post('/auth/sign-out', async (request, response) => {
    const { everywhere, returnTo } = SignOutForm.parse(request.body ?? {});
    const url = await relyingParty.signOut(cookieJar(request, response), {
      returnTo,
      everywhere: everywhere === 'true',
    });
    seeOther(response, url.href);
  });
  // #endregion sign-out

  // #region end-session
  post('/auth/end-session', async (request, response) => {
    const { session, returnTo } = EndSessionForm.parse(request.body ?? {});
    await relyingParty.endSession(cookieJar(request, response), session);
    seeOther(response, safeReturnTo(returnTo));
  });
  // #endregion end-session

  // #region front-channel-logout
  get('/auth/front-channel-logout', async (request, response) => {
    const frames = (await relyingParty.frontChannelOrigins()).join(' ');
    // An older header for the same thing, which helmet sets. It can't name the identity provider.
    response.removeHeader('x-frame-options');
    response.set('content-security-policy', contentSecurityPolicy([], frames));
    await relyingParty.frontChannelLogout(new URL(request.url, origin));
    response.type('text').send('Signed out.');
  });
  // #endregion front-channel-logout

  // #region login-required
  function loginRequired(needs?: UserNeeds): Provides<{ user: User }>;
  function loginRequired(
    needs: UserNeeds & { scopes: readonly string[] },
  ): Provides<{ user: User; accessToken: string }>;
  /** Lets only signed-in users pass, and of these only users who have what the page needs. */
  function loginRequired({
    scopes = [],
    maxAge,
    ...needs
  }: UserNeeds & { scopes?: readonly string[] } = {}): RequestHandler {
    for (const scope of needs.groups ? [...scopes, ...graphScopes] : scopes)
      declaredScopes.add(scope);
    return forwardRejections(async (request, response, next) => {
      const cookies = cookieJar(request, response);
      const user = await relyingParty.user(cookies, maxAge);
      if (user === undefined) throw new SignInRequired(scopes, { detail: 'not signed in', maxAge });
      response.set('cache-control', 'no-store').locals['user'] = user;
      if (needs.roles || needs.groups)
        response.locals['user'] = await relyingParty.authorize(cookies, needs);
      if (scopes.length > 0)
        response.locals['accessToken'] = await relyingParty.accessToken(cookies, scopes);
      next();
    });
  }
  // #endregion login-required

  return {
    loginRequired,

    /** Provides the signed-in user, if there is one, and otherwise what a form that signs in sends. */
    loginOptional: (): Provides<{ user: User | undefined; signIn?: SignInFields }> =>
      forwardRejections(async (request, response, next) => {
        const user = await relyingParty.user(cookieJar(request, response));
        response.locals.user = user;
        if (user) response.set('cache-control', 'no-store');
        else response.locals.signIn = { returnTo: pageOf(request) };
        next();
      }),

    /** Provides whether the visitor really comes back from signing out. */
    signedOut: (): Provides<{ confirmed: boolean }> =>
      forwardRejections(async (request, response, next) => {
        const cookies = cookieJar(request, response);
        const { confirmed } = await relyingParty.signedOut(cookies, new URL(request.url, origin));
        response.locals.confirmed = confirmed;
        next();
      }),

    /** Provides the user's sessions. Call it after `loginRequired`. */
    userSessions: (): Provides<{ user: User; sessions: readonly ListedSession[] }> =>
      forwardRejections(async (request, response, next) => {
        response.locals.sessions = await relyingParty.sessions(cookieJar(request, response));
        next();
      }),

    /**
     * For an app that keeps its own error page. Use it after all routes and before the handler with that page: it
     * logs what's wrong with a sign-in, and passes on an error with the `status` that fits and a `message` for the
     * visitor. If signing in helps, `response.locals.signIn` has the fields of the form for it.
     */
    describeErrors: (): ErrorRequestHandler => (error, request, response, next) => {
      if (!(error instanceof SignInError)) return next(error);
      log(`${error.code}: ${error.detail}`);
      if (error.retryAfterSeconds) response.set('retry-after', String(error.retryAfterSeconds));
      const back = error.returnTo ?? pageOf(request);
      response.locals['signIn'] = signInFields(error, back);
      next(new ExplainedError(error));
    },

    // #region explain-errors
    /** Call it after all routes: a page for addresses that don't exist, and one for every error. */
    explainErrors(pages: ErrorPages): void {
      app.use((_request, response) => void response.status(404).send(pages.notFound()));
      const explain: ErrorRequestHandler<
        ParamsDictionary,
        unknown,
        unknown,
        Query,
        { user?: User; holdsAnswer?: boolean }
      > = (error, request, response, next) => {
        if (response.headersSent) return next(error);
        if (!(error instanceof SignInError)) {
          const status = clientErrorStatus(error);
          if (status === undefined) log(error);
          if (status === 429) return void response.status(429).send(pages.tooManySignIns());
          return void response.status(status ?? 500).send(pages.failure(status ?? 500));
        }
        log(`${error.code}: ${error.detail}`);
        if (error.retryAfterSeconds) response.set('retry-after', String(error.retryAfterSeconds));
        const { user, holdsAnswer = false } = response.locals;
        if (error instanceof Forbidden && user !== undefined)
          return void response.status(error.status).send(pages.forbidden(user, error));
        const isPage = !holdsAnswer && !request.path.startsWith('/auth/');
        const returnTo = isPage ? request.originalUrl : (error.returnTo ?? '/');
        if (holdsAnswer && appWideSettings)
          response.set('content-security-policy', withOwnScripts(response));
        response.status(error.status).send(pages.signInError(error, returnTo, holdsAnswer));
      };
      app.use(explain);
    },
    // #endregion explain-errors
  };
}

/** Where a visitor gets back to: a page that they opened, and not one of the library's own routes. */
const pageOf = ({ method, originalUrl, res }: Request): string =>
  method === 'GET' && !originalUrl.startsWith('/auth/') && !res?.locals['holdsAnswer']
    ? originalUrl
    : '/';

/** Express's own redirect also negotiates a page that no browser shows; it takes longer than all of this. */
const seeOther = (response: Response, location: string) =>
  void response.status(303).set('location', location).end();

/** An error page at the redirect URI has the only script: it takes the response out of the address bar. */
const withOwnScripts = (response: Response): string =>
  `${response.get('content-security-policy')}; script-src 'self'`;

/** Express marks a bad request (a body that is too long, a broken address) with a 4xx status. */
function clientErrorStatus(error: unknown): number | undefined {
  const { data } = z.object({ status: z.int().min(400).max(499) }).safeParse(error);
  return data?.status;
}
