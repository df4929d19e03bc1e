import type { Browser, Page } from './browser.ts';

const demo = 'entra-id';
const demoPage = `/demo/${demo}/`;
/** What a visitor reads after a sign-in: a page for everyone, one with their own values, and one made for them. */
const readAfterwards = [
  ['/reference/glossary/', 'page for everyone'],
  ['/tutorials/entra-id/configure/', 'page with own values'],
  [demoPage, 'demo page'],
] as const;

/** What a visitor does; each action throws an Error with what was unexpected. */
export class Visitor {
  readonly #browser: Browser;
  readonly #site: string;

  constructor(browser: Browser, site: string) {
    this.#browser = browser;
    this.#site = site;
  }

  /** The first action of a visitor who is only going to read. */
  async getTenants(): Promise<void> {
    const site = new URL('/practice-tenants/make', this.#site);
    const made = await this.#browser.post(site, site, {}, 'new tenants');
    expectPage(made, 'new tenants');
  }

  firstPage(): Promise<Page> {
    return this.#browser.get(this.#site + demoPage, 'first page');
  }

  /** From the button to the page that shows who signed in, in a browser that was just opened. */
  async signIn(): Promise<void> {
    this.#browser.closed();
    const button = new URL('/auth/sign-in', this.#site);
    const accounts = await this.#browser.post(
      button,
      button,
      { demo, returnTo: demoPage },
      'sign-in button',
    );
    expectPage(accounts, 'account picker');
    const { address, fields } = accountForm(accounts);
    const signedIn = await this.#browser.post(address, accounts.url, fields, 'account chosen');
    expectPage(signedIn, 'signed in');
    if (signedIn.url.pathname !== demoPage)
      throw new Error(`signed in: arrived at ${signedIn.url.pathname}`);
  }

  async read(): Promise<void> {
    for (const [path, route] of readAfterwards)
      expectPage(await this.#browser.get(this.#site + path, route), route);
  }
}

function expectPage({ status, text }: Page, what: string): void {
  if (status === 200) return;
  const title = /<title>([^<]*)/.exec(text)?.[1] ?? '';
  throw new Error(`${what}: status ${status} ${title}`.trim());
}

/** The form of the page, with its first account. */
function accountForm({ text, url }: Page): { address: URL; fields: Record<string, string> } {
  const [, form = '', inner = ''] = /<form([^>]*)>([\s\S]*?)<\/form>/.exec(text) ?? [];
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
  const button = /<button[^>]*name="([^"]*)"[^>]*value="([^"]*)"/.exec(inner);
  if (button === null) throw new Error('account picker: no account');
  const [, name = '', value = ''] = button;
  const hidden = [...inner.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]);
  return {
    address: new URL(action, url),
    fields: { ...Object.fromEntries(hidden), [name]: value },
  };
}
