import { randomUUID } from 'node:crypto';
import { shown, type Trace } from '../http/trace.ts';
import { isStopped, type Page, type Stopped, Visitor } from '../http/visitor.ts';
import type { PracticeTenant, RunUser } from '../practice/practice-tenant.ts';
import { type AuthorizationResponse, agree } from '../practice/sign-in-pages.ts';
import { CannotCheck, CannotTry } from '../verdicts/failures.ts';
import { type FindOptions, findSignIn, follow, NoWayShown, type Way } from './find-sign-in.ts';
import { type ScriptPages, scriptPages } from './script-pages.ts';

export interface AppOptions {
  home: URL;
  /** Where signing in starts, below the app's address. */
  signInPath?: string;
  /** Where the name of the user is shown, below the app's address. */
  namePath?: string;
}

/** What the practice tenant is asked to do wrong in one sign-in, and what is seen of it. */
export interface Attempt {
  id: string;
  faults: readonly string[];
}

/** An app from outside: how a browser signs in to it, and how it shows who is signed in. */
export class AppUnderCheck {
  readonly home: URL;
  readonly #practice: PracticeTenant;
  readonly #trace: () => Trace;
  readonly #signIn: Way;
  /** Where the name is shown; undefined until it has been found. */
  #namePage: URL | undefined;

  private constructor(home: URL, practice: PracticeTenant, trace: () => Trace, signIn: Way) {
    this.home = home;
    this.#practice = practice;
    this.#trace = trace;
    this.#signIn = signIn;
  }

  /** @throws CannotCheck when there's no way to sign in, or it doesn't lead to the practice tenant */
  static async find(
    { home, signInPath, namePath }: AppOptions,
    practice: PracticeTenant,
    trace: () => Trace,
  ): Promise<AppUnderCheck> {
    const signIn = await waysIn(home, signInPath, {
      visitor: () => new Visitor(trace()),
      isEnd: practice.isAuthorize,
      isApp: (url) => url.origin === home.origin,
    });
    const app = new AppUnderCheck(home, practice, trace, signIn);
    if (namePath !== undefined) app.#namePage = new URL(namePath, home);
    return app;
  }

  /** Whether an address isn't the app's. */
  #leaves = (url: URL): boolean => url.origin !== this.home.origin;

  /** How signing in was found, for the report. */
  get signInWay(): string {
    const { start, presses } = this.#signIn;
    return [start.pathname, ...presses.map(({ label, action }) => `“${label || action}”`)].join(
      ' → ',
    );
  }

  get namePage(): URL | undefined {
    return this.#namePage;
  }

  /** A browser without cookies. */
  visitor(): Visitor {
    return new Visitor(this.#trace());
  }

  /**
   * Starts a sign-in: where the app sends the browser.
   * @param values to put into the addresses and forms on the way
   * @throws CannotTry when the app sends it somewhere else
   */
  async startSignIn(visitor: Visitor, values?: Readonly<Record<string, string>>): Promise<URL> {
    const result = await follow(visitor, this.#signIn, this.#leaves, values);
    if (isStopped(result) && this.#practice.isAuthorize(result.url)) return result.url;
    if (isStopped(result)) throw new LedElsewhere(result.url);
    throw new CannotTry(
      `Signing in led to a page with status ${result.status} instead of the practice tenant.`,
    );
  }

  /** Signs in at the practice tenant, which does wrong what the attempt says. @returns the response for the app */
  signInAtProvider(
    visitor: Visitor,
    authorize: URL,
    user: RunUser,
    attempt?: Attempt,
  ): Promise<AuthorizationResponse> {
    const asked = new URL(authorize);
    if (attempt !== undefined) {
      asked.searchParams.set('practice_attempt', attempt.id);
      if (attempt.faults.length > 0)
        asked.searchParams.set('practice_faults', attempt.faults.join(' '));
    }
    return agree(this.#practice, visitor, asked, user);
  }

  /** Takes a response to the app. @returns what the app shows, or where it sends the browser next */
  deliver(visitor: Visitor, { url, fields }: AuthorizationResponse): Promise<Page | Stopped> {
    if (fields === undefined) return visitor.go(url, {}, this.#leaves);
    // It comes from a page of the practice tenant.
    const going = { method: 'POST', fields, from: this.#practice.front } as const;
    return visitor.go(url, going, this.#leaves);
  }

  /** A whole sign-in. @returns what the app shows after it, or where it sends the browser next */
  async signIn(visitor: Visitor, user: RunUser, attempt?: Attempt): Promise<Page | Stopped> {
    const authorize = await this.startSignIn(visitor);
    return this.deliver(visitor, await this.signInAtProvider(visitor, authorize, user, attempt));
  }

  /** Whether the app shows this browser the name of the user. */
  async isSignedIn(visitor: Visitor, { mark }: RunUser): Promise<boolean> {
    if (this.#namePage === undefined) throw new Error('The page with the name has not been found.');
    const result = await visitor.go(this.#namePage, {}, this.#leaves);
    return !isStopped(result) && result.text.includes(mark);
  }

  /**
   * Finds the page that shows who is signed in, with a browser that has just signed in.
   * @param after what the app showed then
   * @throws CannotCheck when no page does
   */
  async findName(visitor: Visitor, after: Page | Stopped, user: RunUser): Promise<void> {
    const { mark, name } = user;
    if (this.#namePage !== undefined) {
      if (await this.isSignedIn(visitor, user)) return;
      throw new CannotCheck(
        `${this.#namePage.pathname} doesn’t show the name of the user who has signed in (${name}). Name a page that does with --name-at.`,
      );
    }
    const links = (isStopped(after) ? [] : after.controls)
      .filter(({ method, fields }) => method === 'GET' && fields.length === 0)
      .map(({ action }) => URL.parse(action, after.url.href));
    const own = links.filter((url) => url !== null && url.origin === this.home.origin);
    const likely = own.filter(
      (url) => url !== null && /profile|account|user|me$|claims|home/i.test(url.pathname),
    );
    const usual = ['/profile', '/me', '/account', '/user', '/users/profile', '/users/id'];
    const pages = [
      after.url,
      this.home,
      ...likely,
      ...usual.map((path) => new URL(path, this.home)),
    ];
    const tried = new Set<string>();
    for (const url of pages) {
      if (url === null || /sign-?out|log-?out/i.test(url.pathname) || isResponse(url)) continue;
      if (tried.has(url.href)) continue;
      tried.add(url.href);
      const result = await visitor.go(url, {}, this.#leaves);
      if (isStopped(result) || !result.text.includes(mark)) continue;
      this.#namePage = result.url;
      return;
    }
    const found = await withScripts((browser) =>
      browser.findName(
        [after.url, this.home].filter((url) => !isResponse(url)),
        visitor,
        mark,
      ),
    );
    if (found !== undefined) {
      this.#namePage = found;
      return;
    }
    throw new CannotCheck(
      `After an honest sign-in as ${name}, none of ${tried.size} pages shows that name or username. Say where the app shows who is signed in: --name-at /profile.`,
    );
  }
}

/** As pages show it, or else as their scripts do. */
async function waysIn(home: URL, path: string | undefined, options: FindOptions): Promise<Way> {
  try {
    return await findSignIn(home, path, options);
  } catch (error) {
    if (!(error instanceof NoWayShown)) throw error;
    const start = new URL(path ?? '/', home);
    const found = await withScripts((browser) => browser.findSignIn(start, options.isEnd));
    if (found === undefined) throw error;
    if (found !== 'by script') return found;
    throw new CannotCheck(
      'A script in the browser sends the authorization request, so no server redeems the code. This checks web apps whose server does.',
    );
  }
}

/** @returns undefined as well when no browser is installed */
async function withScripts<Found>(
  find: (browser: ScriptPages) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const browser = await scriptPages();
  try {
    return browser && (await find(browser));
  } catch {
    // A page that a browser can’t open ends nothing: the sentence is then that nothing was found.
    return undefined;
  } finally {
    await browser?.close();
  }
}

/** Signing in led to an address of another origin that isn't the practice tenant's. */
export class LedElsewhere extends CannotTry {
  readonly url: URL;

  constructor(url: URL) {
    super(`Signing in led to ${shown(url.href)} instead of the practice tenant.`);
    this.url = url;
  }
}

const isResponse = ({ searchParams }: URL): boolean => searchParams.has('code');

export const newAttempt = (...faults: string[]): Attempt => ({ id: randomUUID(), faults });
