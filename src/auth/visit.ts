import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';
import type { DemoTenant, LiveDemo } from './live-demo.ts';
import type { Message, Outcome, Place } from './messages/message.ts';
import { Recorder } from './trace/recorder.ts';

export interface VisitOptions {
  demo: LiveDemo;
  tenant: DemoTenant;
  cookies: CookieJar;
  url: URL;
  form?: Iterable<readonly [string, string]>;
}

/** A visitor's request to the demo, and what the trace records about it. */
export class Visit {
  readonly demo: LiveDemo;
  readonly tenant: DemoTenant;
  readonly cookies: CookieJar;
  readonly recorder = new Recorder();
  /** The requested address, on the configured origin whatever the Host header is. */
  readonly url: URL;
  /** The fields of the form; empty for a GET. */
  readonly form: ReadonlyMap<string, string>;
  readonly #written = new Map<string, string>();

  constructor({ demo, tenant, cookies, url, form = [] }: VisitOptions) {
    this.demo = demo;
    this.tenant = tenant;
    this.url = url;
    this.form = new Map(form);
    this.cookies = {
      ...cookies,
      set: (name, value, options) => {
        this.#written.set(name, value);
        cookies.set(name, value, options);
      },
    };
  }

  /** The browser's request, with its form. */
  asked(kind: Message['kind'], method: 'GET' | 'POST'): void {
    const values = [...this.form].map(([name, value]) => ['form', name, value] as const);
    this.recorder.add(kind, 'browser', 'app', { method, url: this.url, values });
  }

  /** The redirect that this request gets, and the cookies that go with it. */
  answered(kind: Message['kind'], location: URL): void {
    const values = [...this.#written].map(
      ([name, value]) => ['cookie', name, value] as const satisfies [Place, string, string],
    );
    this.recorder.add(kind, 'app', 'browser', { status: 303, url: location, values });
  }

  /** Records that the identity provider's metadata or keys came from the app's memory. */
  cachedUnlessAsked(...what: ('discovery' | 'keys')[]): void {
    for (const kind of what) {
      if (!this.recorder.has(kind)) this.recorder.add(`${kind}-cached`, 'app', 'app');
    }
  }

  /**
   * Where the app last sent this browser, with which claims, and in which message: what the app doesn't see
   * starts there. Undefined once the browser has come back: reopening an address leads nowhere in between.
   */
  async sentTo(
    ...kinds: Message['kind'][]
  ): Promise<{ kind: Message['kind']; url: URL; claims: string } | undefined> {
    const key = await this.tenant.traceCookie.read(this.cookies);
    const before = key === undefined ? [] : (await this.demo.traces.read(key)).messages;
    const ends: Message['kind'][] = [...kinds, 'callback', 'signed-out-callback'];
    const sent = before.findLast((message) => ends.includes(message.kind));
    if (sent?.address === undefined || !kinds.includes(sent.kind)) return undefined;
    const claims = sent.fields.find(({ name }) => name === 'claims')?.value ?? '';
    return { kind: sent.kind, url: new URL(sent.address), claims };
  }

  set outcome(outcome: Outcome) {
    this.recorder.outcome = outcome;
  }

  /**
   * Keeps what was recorded. A trace begins only where the visitor selected a button (`begin`), and a
   * store that is down costs the trace, not the sign-in.
   */
  async keep(begin: 'new trace' | 'same trace' | 'never'): Promise<void> {
    const { traceCookie } = this.tenant;
    try {
      const current = begin === 'new trace' ? undefined : await traceCookie.read(this.cookies);
      const key =
        current ?? (begin === 'never' ? undefined : await traceCookie.renew(this.cookies));
      if (key === undefined) return;
      const { outcome } = this.recorder;
      await this.demo.traces.append(key, this.recorder.cleanMessages(), outcome);
    } catch (error) {
      console.error(`A trace was not kept: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
