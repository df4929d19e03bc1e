import { setTimeout as sleep } from 'node:timers/promises';
import type { Root } from 'hast';
import { CookieJar } from 'tough-cookie';
import { CannotTry } from '../verdicts/failures.ts';
import { type Answered, exchange } from './exchange.ts';
import { type Control, controlsOf, headlineOf, parsed, wordsOf } from './html-page.ts';
import { shown, type Trace } from './trace.ts';

/** What a browser shows in the end. */
export interface Page extends Answered {
  url: URL;
  /** The document, parsed once it's asked for. */
  readonly root: Root;
  readonly words: string;
  /** What the page is about, in its own words: its first heading, or else all of them. */
  readonly headline: string;
  readonly controls: readonly Control[];
}

/** An address that a browser was sent to and hasn't asked for, with what it would have posted there. */
export interface Stopped {
  url: URL;
  fields?: URLSearchParams;
}

export const isStopped = (result: Page | Stopped): result is Stopped => !('status' in result);

/** A request as a page, an address bar, or a form of another site makes it. */
export interface Going {
  method?: 'GET' | 'POST';
  fields?: URLSearchParams;
  /** The origin of the page that sends a form; absent for an address that's typed. */
  from?: string;
  headers?: Readonly<Record<string, string>>;
  /** True for a request that a page of another site makes on its own, without the person: an image. */
  embedded?: boolean;
}

/** One request of those that following redirects takes. */
interface Asking extends Pick<Going, 'headers' | 'embedded'> {
  method: string;
  fields: URLSearchParams | undefined;
  from: string | undefined;
}

const mostRedirects = 20;
const mostSecondsToWait = 60;
const longest = 20_000;

/**
 * A browser with its own cookies, without scripts: follows redirects, sends forms, and applies SameSite as
 * browsers do. Everything that it asks for is in the trace.
 */
export class Visitor {
  readonly #trace: Trace;
  readonly #addresses: string[] = [];
  #jar: CookieJar;

  /** Sent with every request, in the place of the usual ones. */
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    trace: Trace,
    headers: Readonly<Record<string, string>> = {},
    jar = new CookieJar(undefined, { looseMode: true }),
  ) {
    this.#trace = trace;
    this.#headers = headers;
    this.#jar = jar;
  }

  /** Another browser with a copy of this one's cookies. */
  async copy(): Promise<Visitor> {
    return new Visitor(this.#trace, this.#headers, await this.#jar.clone());
  }

  /** Names and values of the cookies that would be sent to this address. */
  async cookies(url: URL): Promise<Map<string, string>> {
    const sent = await this.#jar.getCookies(url.href);
    return new Map(sent.map(({ key, value }) => [key, value]));
  }

  /** Where this browser was or was sent, with everything in the addresses. */
  get addresses(): readonly string[] {
    return this.#addresses;
  }

  async setCookie(url: URL, header: string): Promise<void> {
    await this.#jar.setCookie(header, url.href, { ignoreError: true, loose: true });
  }

  /**
   * Goes to an address and follows where it leads.
   * @param stopBefore addresses that aren't asked for
   * @throws CannotTry for redirects without an end; AppIsGone; NoAnswer
   */
  async go(
    url: URL,
    going: Going = {},
    stopBefore: (url: URL) => boolean = () => false,
  ): Promise<Page | Stopped> {
    let here = url;
    const { from } = going;
    let { method = 'GET', fields } = going;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      this.#addresses.push(here.href);
      if (stopBefore(here)) return { url: here, ...(method === 'POST' && fields && { fields }) };
      const answered = await this.#ask(here, { ...going, method, fields, from });
      const location = answered.headers['location'];
      const next = location !== undefined ? URL.parse(location, here.href) : null;
      if (answered.status < 300 || answered.status > 399 || next === null) {
        return page(here, answered);
      }
      if (![307, 308].includes(answered.status)) {
        method = 'GET';
        fields = undefined;
      }
      here = next;
    }
    throw new CannotTry(`${shown(url.href)} redirects more than ${mostRedirects} times.`);
  }

  /** The same, where nothing is to be stopped before. */
  async open(url: URL, going: Going = {}): Promise<Page> {
    const result = await this.go(url, going);
    if (isStopped(result)) throw new Error('Nothing stops this browser.');
    return result;
  }

  /** Presses a link or a button of a page. */
  press(
    { url }: Page,
    { action, method, fields }: Control,
    stopBefore?: (url: URL) => boolean,
  ): Promise<Page | Stopped> {
    const target = new URL(action || url.href, url);
    const sent = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    if (method === 'POST')
      return this.go(target, { method, fields: sent, from: url.origin }, stopBefore);
    if (fields.length > 0) target.search = sent.toString();
    return this.go(target, {}, stopBefore);
  }

  async #ask(url: URL, going: Asking): Promise<Answered> {
    const { method, fields, from, embedded = false } = going;
    const isSameSite = from === undefined || new URL(from).hostname === url.hostname;
    const isTopLevelGet = method === 'GET' && !embedded;
    const sameSiteContext = isSameSite ? 'strict' : isTopLevelGet ? 'lax' : 'none';
    const cookie = await this.#jar.getCookieString(url.href, { sameSiteContext });
    const headers: Record<string, string> = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-language': 'en-US,en;q=0.9',
      'user-agent': 'Mozilla/5.0 (check-app)',
      'sec-fetch-site': fetchSite(url, from),
      'sec-fetch-mode': embedded ? 'no-cors' : 'navigate',
      'sec-fetch-dest': embedded ? 'image' : 'document',
      ...(cookie !== '' && { cookie }),
      ...(method === 'POST' && {
        'content-type': 'application/x-www-form-urlencoded',
        origin: from ?? 'null',
      }),
      ...this.#headers,
      ...going.headers,
    };
    const body = method === 'POST' ? String(fields ?? '') : undefined;
    const asked = { method, url, headers, ...(body !== undefined && { body }) };
    const ask = () => this.#trace.during(asked, () => exchange(asked, longest));
    const first = await ask();
    const seconds = secondsToWait(first);
    if (seconds !== undefined) await sleep(seconds * 1000);
    const answered = seconds === undefined ? first : await ask();
    // Browsers refuse cookies with SameSite that come with another site's image, and no others.
    const setting = embedded ? sameSiteContext : 'strict';
    for (const header of answered.setCookies)
      await this.#jar.setCookie(header, url.href, {
        ignoreError: true,
        loose: true,
        sameSiteContext: setting,
      });
    return answered;
  }
}

/** An app may limit how often it's asked, and says for how long to wait (RFC 6585 §4); that's no fault of its sign-in. */
function secondsToWait({ status, headers }: Answered): number | undefined {
  if (status !== 429) return undefined;
  const seconds = Number(headers['retry-after'] ?? headers['x-retry-after'] ?? Number.NaN);
  return seconds >= 0 && seconds <= mostSecondsToWait ? seconds : undefined;
}

/** Another port is another origin of the same site. */
function fetchSite({ origin, hostname }: URL, from: string | undefined): string {
  if (from === undefined) return 'none';
  if (from === origin) return 'same-origin';
  return new URL(from).hostname === hostname ? 'same-site' : 'cross-site';
}

function page(url: URL, answered: Answered): Page {
  let root: Root | undefined;
  const parsedOnce = () => {
    root ??= parsed(answered.text);
    return root;
  };
  return {
    ...answered,
    url,
    get root() {
      return parsedOnce();
    },
    get words() {
      return wordsOf(parsedOnce());
    },
    get headline() {
      return headlineOf(parsedOnce());
    },
    get controls() {
      return controlsOf(parsedOnce());
    },
  };
}
