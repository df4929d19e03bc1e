import { expect } from 'vitest';
import { HttpBrowser, type HttpBrowserOptions, type Page } from '../http-browser.ts';
import { site, tenant } from './lab-origins.ts';

const cookieName = '__Host-lab.tenants';

/** A visitor of the lab, with a browser that runs no scripts. */
export class HttpVisitor {
  readonly browser: HttpBrowser;

  constructor(options: HttpBrowserOptions) {
    this.browser = new HttpBrowser(options);
  }

  /** The digits of the visitor's own practice tenants. */
  get set(): string {
    return this.cookie.split('.', 1)[0] ?? '';
  }

  get cookie(): string {
    const value = this.browser.cookie(site, cookieName);
    if (value === undefined) throw new Error('This visitor has no practice tenants yet.');
    return value;
  }

  open(path: string): Promise<Page> {
    return this.browser.open(site + path);
  }

  /** The first half of a sign-in: where the identity provider asks who it is. */
  async startSignIn(demo: string): Promise<Page> {
    const page = await this.open(`/demo/${demo}/`);
    const asked = await this.browser.press(page, 'Sign in');
    expect(asked.url, asked.text).toMatch(`${tenant}/`);
    return asked;
  }

  /** The second half: back on the demo's page, or on one that says what went wrong. */
  finishSignIn(asked: Page, name = 'Alex Rivera'): Promise<Page> {
    return this.browser.press(asked, name);
  }

  async signIn(demo: string): Promise<Page> {
    const page = await this.finishSignIn(await this.startSignIn(demo));
    expect(page.url, page.text).toBe(`${site}/demo/${demo}/#result`);
    expect(page.text).toContain('Alex Rivera');
    return page;
  }

  async callApi(demo: string): Promise<Page> {
    return this.browser.press(await this.open(`/demo/${demo}/`), 'Call the API');
  }

  async isSignedIn(demo: string): Promise<boolean> {
    return (await this.open(`/demo/${demo}/`)).text.includes('data-state="signed-in"');
  }

  async makeTenants(): Promise<Page> {
    const page = await this.open('/practice-tenants/');
    return this.browser.press(page, 'Make your own practice tenants');
  }

  /** What the page shows as the admin API's key. */
  async deskKey(): Promise<string> {
    const { text } = await this.open('/practice-tenants/');
    const key = /Bearer ([\w.-]+)/.exec(text)?.[1];
    if (key === undefined) throw new Error('The page shows no key.');
    return key;
  }

  async endTenants(): Promise<Page> {
    const page = await this.open('/practice-tenants/');
    return this.browser.press(page, 'End my practice tenants');
  }
}
