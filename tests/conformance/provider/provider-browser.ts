import { HttpBrowser, type Page } from '../../http-browser.ts';
import type { ProviderUnderTest } from './setting.ts';

/** What a page asks the user for. */
export type Asked = 'account' | 'password' | 'consent';

export interface Arrived {
  /** Back at the client, or a page on which nothing can be pressed. */
  page: Page;
  /** What the user was asked on the way, in order. */
  asked: readonly Asked[];
  /** What came back to the client in the query; undefined on a page of the provider. */
  response: URLSearchParams | undefined;
}

/** A browser with a user who does what the pages of a sign-in ask. */
export class ProviderBrowser {
  readonly #browser: HttpBrowser;
  readonly #user: ProviderUnderTest['user'];

  /** @param redirectUri its origin is that of every client */
  constructor(user: ProviderUnderTest['user'], redirectUri: string) {
    this.#user = user;
    this.#browser = new HttpBrowser({ stopAt: new URL(redirectUri).origin });
  }

  async go(url: URL, method: 'GET' | 'POST'): Promise<Arrived> {
    const page =
      method === 'GET'
        ? await this.#browser.open(url)
        : await this.#browser.post(url.origin + url.pathname, Object.fromEntries(url.searchParams));
    return this.#through(page, []);
  }

  async #through(page: Page, asked: readonly Asked[]): Promise<Arrived> {
    const next = page.status === 0 || asked.length > 5 ? undefined : this.#answerTo(page);
    const response = page.status === 0 ? new URL(page.url).searchParams : undefined;
    if (next === undefined) return { page, asked, response };
    const [kind, button, values] = next;
    return this.#through(await this.#browser.press(page, button, values), [...asked, kind]);
  }

  #answerTo(page: Page): [Asked, string, Record<string, string>] | undefined {
    const labels = page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));
    const { button, password, username } = this.#user;
    const account = labels.find((label) => label.includes(button));
    if (account !== undefined) return ['account', account, {}];
    const signIn = page.forms.find(({ fields }) => fields.some(({ type }) => type === 'password'));
    if (signIn !== undefined) {
      const asksForName = signIn.fields.some(({ label }) => label === 'Username');
      const values = { Password: password, ...(asksForName && { Username: username }) };
      return ['password', 'Sign in', values];
    }
    return labels.includes('Accept') ? ['consent', 'Accept', {}] : undefined;
  }
}
