import { expect } from 'vitest';
import { HttpBrowser, type Page } from '../http-browser.ts';
import type { HostileProvider } from './provider.ts';
import type { RunningTarget } from './target.ts';

/** A visitor with their own browser, at an app under test. */
export class Visitor {
  readonly #app: RunningTarget;
  readonly #provider: HostileProvider;
  readonly browser: HttpBrowser;

  constructor(app: RunningTarget, provider: HostileProvider) {
    this.#app = app;
    this.#provider = provider;
    this.browser = new HttpBrowser({ stopAt: provider.origin });
  }

  /** Presses Sign in: where the app sends the browser, or the page that it shows instead. */
  startSignIn(fields: Record<string, string> = {}): Promise<Page> {
    const { path, fields: own } = this.#app.signIn;
    return this.#post(path, { ...own, ...fields });
  }

  /** Comes back from the identity provider. */
  async finishSignIn(callback: URL): Promise<Page> {
    return this.browser.open(new URL(`${callback.pathname}${callback.search}`, this.#app.origin));
  }

  /** The whole sign-in, as honest as the identity provider is. */
  async signIn(fields: Record<string, string> = {}): Promise<Page> {
    const stopped = await this.startSignIn(fields);
    return this.finishSignIn(this.#provider.answerTo(stopped.url));
  }

  signOut(fields: Record<string, string> = {}): Promise<Page> {
    const { path, fields: own } = this.#app.signOut;
    return this.#post(path, { ...own, ...fields });
  }

  callApi(fields: Record<string, string> = {}): Promise<Page> {
    const { method, path, fields: own } = this.#app.callApi;
    return method === 'POST'
      ? this.#post(path, { ...own, ...fields })
      : this.browser.open(this.#at(path));
  }

  open(path: string): Promise<Page> {
    return this.browser.open(this.#at(path));
  }

  /** Whether the app considers this browser signed in: it then offers to sign out. */
  async isSignedIn(): Promise<boolean> {
    const { forms } = await this.open(this.#app.homePath);
    return forms.some(({ buttons }) => buttons.some(({ label }) => label === 'Sign out'));
  }

  get sessionCookie(): string | undefined {
    return this.#cookie(`${this.#app.cookiePrefix}.session`);
  }

  get transactionCookies(): string[] {
    const prefix = `${this.#app.cookiePrefix}.transaction.`;
    return this.browser.cookieNames(this.#app.origin).filter((name) => name.includes(prefix));
  }

  /** A copy of everything that this browser would send. */
  copyCookiesTo(other: Visitor): void {
    for (const name of this.browser.cookieNames(this.#app.origin)) {
      const value = this.browser.cookie(this.#app.origin, name);
      other.browser.setCookie(this.#app.origin, `${name}=${value}; Path=/; HttpOnly`);
    }
  }

  /** What every refusal must show: one clear page, no session, no call of the API. */
  async expectRefused(page: Page): Promise<void> {
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.text).toMatch(/<h1[^>]*>[^<]{8,}<\/h1>/);
    expect(page.forms.some(({ action }) => action === this.#app.signIn.path)).toBe(true);
    expect(this.sessionCookie).toBeUndefined();
    expect(await this.isSignedIn()).toBe(false);
    expect(this.#provider.askedFor('/api')).toEqual([]);
  }

  #cookie(name: string): string | undefined {
    return this.browser.cookie(this.#app.origin, name);
  }

  #at(path: string): string {
    return new URL(path, this.#app.origin).href;
  }

  #post(path: string, fields: Record<string, string>): Promise<Page> {
    return this.browser.post(this.#at(path), fields, this.#app.publicOrigin);
  }
}
