import { Agent, type RequestOptions, request } from 'node:https';

export interface Page {
  status: number;
  url: URL;
  text: string;
}

export interface Timed {
  /** What the request was for; no values of a visitor. */
  route: string;
  milliseconds: number;
  status: number;
}

type Trust = Pick<RequestOptions, 'ca' | 'lookup'>;

/** Connections that all visitors of this process share, as they share nothing else. */
export const connections = (trust: Trust): Agent =>
  new Agent({ keepAlive: true, maxSockets: 400, ...trust });

const mostRedirects = 8;

/** A visitor's browser: its cookies, its redirects, and how long each response took. */
export class Browser {
  readonly #agent: Agent;
  readonly #address: string;
  readonly #tell: (timed: Timed) => void;
  readonly #cookies = new Map<string, Map<string, string>>();

  /** @param address that the visitor seems to come from, so that limits for each address don't count all as one */
  constructor(agent: Agent, address: string, tell: (timed: Timed) => void) {
    this.#agent = agent;
    this.#address = address;
    this.#tell = tell;
  }

  /** As if it had been closed: what's left is the cookie that names the visitor's practice tenants. */
  closed(): void {
    for (const jar of this.#cookies.values())
      for (const name of jar.keys()) if (!name.endsWith('lab.tenants')) jar.delete(name);
  }

  get(address: string | URL, route: string): Promise<Page> {
    return this.#visit(new URL(address), route);
  }

  /** Sends a form of a page. */
  post(address: URL, from: URL, fields: Record<string, string>, route: string): Promise<Page> {
    const body = new URLSearchParams(fields).toString();
    return this.#visit(address, route, { body, origin: from.origin });
  }

  async #visit(first: URL, route: string, form?: { body: string; origin: string }): Promise<Page> {
    let page = await this.#once(first, route, form);
    for (let count = 0; 'location' in page; count += 1) {
      if (count > mostRedirects) throw new Error(`${route}: too many redirects`);
      page = await this.#once(page.location, routeOf(page.location));
    }
    return page;
  }

  #once(
    url: URL,
    route: string,
    form?: { body: string; origin: string },
  ): Promise<Page | { location: URL }> {
    const jar = this.#cookies.get(url.host) ?? new Map<string, string>();
    this.#cookies.set(url.host, jar);
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const headers = {
      accept: 'text/html',
      'accept-encoding': 'br',
      'x-forwarded-for': this.#address,
      'sec-fetch-mode': 'navigate',
      ...(cookie && { cookie }),
      ...(form && {
        origin: form.origin,
        'sec-fetch-site': form.origin === url.origin ? 'same-origin' : 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(form.body),
      }),
    };
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const options = { agent: this.#agent, method: form ? 'POST' : 'GET', headers };
      const asked = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const status = response.statusCode ?? 0;
          this.#tell({ route, milliseconds: performance.now() - started, status });
          for (const line of response.headers['set-cookie'] ?? []) keep(jar, line);
          const { location } = response.headers;
          if (status >= 300 && status < 400 && location !== undefined)
            return resolve({ location: new URL(location, url) });
          const isText = response.headers['content-encoding'] === undefined;
          resolve({ status, url, text: isText ? Buffer.concat(chunks).toString() : '' });
        });
      });
      asked.once('error', reject);
      asked.end(form?.body);
    });
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const [name = '', ...value] = pair.split('=');
  if (/;\s*max-age=0|;\s*expires=thu, 01 jan 1970/i.test(line)) jar.delete(name.trim());
  else jar.set(name.trim(), value.join('='));
}

/** Where a redirect leads, as what it's for. */
function routeOf({ pathname }: URL): string {
  if (pathname.includes('/oauth2/')) return 'authorize';
  if (pathname.startsWith('/auth/redirect')) return 'callback, with tokens';
  if (pathname.startsWith('/demo/')) return 'demo page';
  if (pathname === '/practice-tenants/') return 'page of own tenants';
  if (pathname.startsWith('/practice-tenants/')) return 'let in by the site';
  return 'account picker';
}
