import { type Form, formsIn } from './html-forms.ts';
import { findLocalhostNames } from './localhost-names.ts';

findLocalhostNames();

/** What a browser shows after redirects: the last response, or the address at which it was told to stop. */
export interface Page {
  url: string;
  /** 0 when the browser stopped before asking for `url`. */
  status: number;
  headers: Headers;
  text: string;
  forms: readonly Form[];
  /** Every address asked for, oldest first, `url` included. */
  visited: readonly string[];
  /** The fields a form would have posted to `url`, when the browser stopped before posting them. */
  posted?: Readonly<Record<string, string>>;
}

export interface HttpBrowserOptions {
  /** Stop before asking for an address that starts with this (an app that is not running). */
  stopAt?: string;
  fetch?: typeof fetch;
}

interface Cookie {
  host: string;
  path: string;
  name: string;
  value: string;
  secure: boolean;
}

/**
 * A browser without scripts or pictures: keeps cookies as browsers do (by host and path, ports ignored),
 * follows redirects across origins, and submits forms with the buttons that it finds by their accessible names.
 */
export class HttpBrowser {
  readonly #stopAt: string | undefined;
  readonly #fetch: typeof fetch;
  #cookies: Cookie[] = [];

  constructor(options: HttpBrowserOptions = {}) {
    this.#stopAt = options.stopAt;
    this.#fetch = options.fetch ?? fetch;
  }

  open(url: string | URL): Promise<Page> {
    return this.#go(new URL(url), undefined);
  }

  /** Posts fields to an address, as a form on `from` would. */
  post(url: string | URL, fields: Record<string, string>, from?: string): Promise<Page> {
    return this.#go(new URL(url), fields, from);
  }

  /**
   * Fills in fields (by label or by name) of the form that has the button, and presses it.
   * The button is found by its accessible name: the whole of it, or a part when only one has that part.
   */
  press(page: Page, button: string, values: Record<string, string> = {}): Promise<Page> {
    const all = page.forms.flatMap((form) => form.buttons.map((found) => ({ form, found })));
    const whole = all.filter(({ found }) => found.label === button);
    const matches =
      whole.length > 0 ? whole : all.filter(({ found }) => found.label.includes(button));
    const [match] = matches;
    if (match === undefined || matches.length > 1) {
      const labels = all.map(({ found }) => `"${found.label}"`).join(', ');
      throw new Error(
        `${matches.length} buttons "${button}" on ${page.url} (status ${page.status}); there are: ${labels}`,
      );
    }
    const { form, found } = match;
    const fields: Record<string, string> = {};
    for (const field of form.fields) fields[field.name] = field.value;
    for (const [label, value] of Object.entries(values)) {
      const field = form.fields.find((each) => each.label === label || each.name === label);
      if (field === undefined)
        throw new Error(`No field "${label}" beside the button "${button}".`);
      fields[field.name] = value;
    }
    if (found.name !== undefined) fields[found.name] = found.value;
    const target = new URL(found.action ?? form.action ?? page.url, page.url);
    if (form.method === 'post') return this.#go(target, fields, page.url);
    target.search = new URLSearchParams(fields).toString();
    return this.#go(target, undefined, page.url);
  }

  /** Value of a cookie that would be sent to this address. */
  cookie(url: string | URL, name: string): string | undefined {
    return this.#sentTo(new URL(url)).find((cookie) => cookie.name === name)?.value;
  }

  cookieNames(url: string | URL): string[] {
    return this.#sentTo(new URL(url)).map((cookie) => cookie.name);
  }

  setCookie(url: string | URL, header: string): void {
    this.#keep(new URL(url), header);
  }

  clearCookies(): void {
    this.#cookies = [];
  }

  async #go(start: URL, fields: Record<string, string> | undefined, from?: string): Promise<Page> {
    let url = start;
    let posted = fields;
    const visited: string[] = [];
    for (let hop = 0; hop < 25; hop += 1) {
      visited.push(url.href);
      if (this.#stopAt !== undefined && url.href.startsWith(this.#stopAt)) {
        const stopped = { url: url.href, status: 0, headers: new Headers(), text: '', forms: [] };
        return { ...stopped, visited, ...(posted === undefined ? {} : { posted }) };
      }
      const response = await this.#ask(url, posted, from);
      for (const header of response.headers.getSetCookie()) this.#keep(url, header);
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        if (response.status !== 307 && response.status !== 308) posted = undefined;
        url = new URL(location, url);
        continue;
      }
      const text = await response.text();
      const submitted = formThatPostsItself(text);
      if (submitted !== undefined) {
        posted = Object.fromEntries(submitted.fields.map(({ name, value }) => [name, value]));
        url = new URL(submitted.action ?? '', url);
        continue;
      }
      const { status, headers } = response;
      return { url: url.href, status, headers, text, forms: formsIn(text), visited };
    }
    throw new Error(`Too many redirects: ${visited.join(' → ')}`);
  }

  #ask(url: URL, fields: Record<string, string> | undefined, from?: string): Promise<Response> {
    const cookie = this.#sentTo(url)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const headers = new Headers({ accept: 'text/html,*/*;q=0.8' });
    if (cookie !== '') headers.set('cookie', cookie);
    if (fields === undefined) return this.#fetch(url, { redirect: 'manual', headers });
    headers.set('content-type', 'application/x-www-form-urlencoded');
    headers.set('origin', new URL(from ?? url).origin);
    const body = new URLSearchParams(fields).toString();
    return this.#fetch(url, { method: 'POST', redirect: 'manual', headers, body });
  }

  #sentTo(url: URL): Cookie[] {
    const safe = url.protocol === 'https:' || url.hostname === 'localhost';
    return this.#cookies.filter(
      ({ host, path, secure }) =>
        host === url.hostname &&
        (safe || !secure) &&
        (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)),
    );
  }

  #keep(url: URL, header: string): void {
    const [pair = '', ...rest] = header.split(';').map((part) => part.trim());
    const attributes = new Map(
      rest.map((part) => {
        const [name = '', ...value] = part.split('=');
        return [name.toLowerCase(), value.join('=')] as const;
      }),
    );
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path = attributes.get('path') ?? '/';
    const host = url.hostname;
    this.#cookies = this.#cookies.filter(
      (cookie) => !(cookie.host === host && cookie.path === path && cookie.name === name),
    );
    const maxAge = attributes.get('max-age');
    const expires = attributes.get('expires');
    const over =
      maxAge !== undefined
        ? Number(maxAge) <= 0
        : expires !== undefined && Date.parse(expires) <= Date.now();
    if (!over) this.#cookies.push({ host, path, name, value, secure: attributes.has('secure') });
  }
}

/** The form of a page that a script submits at once (response mode form_post). */
function formThatPostsItself(html: string): Form | undefined {
  return /document\.forms\[0\]\.submit\(\)/.test(html) ? formsIn(html)[0] : undefined;
}
