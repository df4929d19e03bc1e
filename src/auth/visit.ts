import type { CookieJar, RelyingParty } from '../../samples/web-app/sign-in/index.ts';
import { type DemoFaultName, faultParameter } from './faults/demo-faults.ts';
import type { DemoTenant, LiveDemo } from './live-demo.ts';
import type { Message, Outcome, Place } from './messages/message.ts';
import { withoutPersonalValues } from './trace/personal-values.ts';
import { Recorder } from './trace/recorder.ts';

/**
 * Which trace a visit adds to. `new`: one that begins with it. `session`: the one of this session, or else
 * a new one. `attempt`: the one that recorded how this very sign-in or sign-out started, or none. So a
 * trace cookie that was planted in the browser never gets what the visitor does next.
 */
export type Belongs = 'new' | 'session' | 'attempt';

export interface VisitOptions {
  demo: LiveDemo;
  tenant: DemoTenant;
  cookies: CookieJar;
  url: URL;
  form?: Iterable<readonly [string, string]>;
  belongs: Belongs;
}

/** A visitor's request to the demo, and what the trace records about it. */
export class Visit {
  readonly demo: LiveDemo;
  readonly tenant: DemoTenant;
  readonly cookies: CookieJar;
  /** What the visitor has chosen to let fail. */
  readonly fault: DemoFaultName | undefined;
  readonly recorder: Recorder;
  /** The requested address, on the configured origin whatever the Host header is. */
  readonly url: URL;
  /** The fields of the form; empty for a GET. */
  readonly form: ReadonlyMap<string, string>;
  readonly #written = new Map<string, string>();
  readonly #belongs: Belongs;
  /** The key of the trace that this visit continues. */
  #continued: string | undefined;
  /** The `state` that this visit sends to the identity provider. */
  #state: string | undefined;

  constructor({ demo, tenant, cookies, url, form = [], belongs }: VisitOptions) {
    this.#belongs = belongs;
    this.demo = demo;
    this.fault = tenant.faultCookie?.read(cookies);
    this.recorder = new Recorder(this.fault);
    this.tenant = this.fault ? { ...tenant, relyingParty: tenant.freshRelyingParty() } : tenant;
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

  /** Whether it's one of the two requests that a sign-in consists of. */
  get isSignIn(): boolean {
    return /^\/auth\/(?:sign-in|redirect)(?:\/|$)/.test(this.url.pathname);
  }

  /** Starts a sign-in. The fault that was chosen goes along: the practice tenant's pages fail as it says. */
  async signIn(request: Parameters<RelyingParty['signIn']>[1]): Promise<URL> {
    const authorizeUrl = await this.tenant.relyingParty.signIn(this.cookies, request);
    if (this.fault) authorizeUrl.searchParams.set(faultParameter, this.fault);
    this.demo.reports.signIn('started');
    return authorizeUrl;
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
    this.#state = location.searchParams.get('state') ?? undefined;
  }

  /** Records that the identity provider's metadata or keys came from the app's memory. */
  cachedUnlessAsked(...what: ('discovery' | 'keys')[]): void {
    for (const kind of what) {
      if (!this.recorder.has(kind)) this.recorder.add(`${kind}-cached`, 'app', 'app');
    }
  }

  /** Finds the trace that this visit continues, before the visit changes the session. */
  async open(): Promise<void> {
    const key = this.tenant.traceCookie.read(this.cookies);
    if (key !== undefined && (await this.#continues(key))) this.#continued = key;
  }

  async #continues(key: string): Promise<boolean> {
    const { traces } = this.demo;
    if (this.#belongs === 'new') return false;
    if (this.#belongs === 'attempt') {
      const [state, ...more] = this.url.searchParams.getAll('state');
      return state !== undefined && more.length === 0 && traces.knows(key, state);
    }
    // A store that is down: the step itself finds out, and tells the visitor.
    const session = await this.tenant.relyingParty.session(this.cookies).catch(() => undefined);
    return session !== undefined && traces.isOf(key, session);
  }

  /**
   * Where the app last sent this browser, with which claims, and in which message: what the app doesn't see
   * starts there. Undefined once the browser has come back: reopening an address leads nowhere in between.
   */
  async sentTo(
    ...kinds: Message['kind'][]
  ): Promise<{ kind: Message['kind']; url: URL; claims: string } | undefined> {
    const key = this.#continued;
    const before = key === undefined ? [] : (await this.demo.traces.read(key, undefined)).messages;
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
   * Keeps what was recorded. A trace begins only where the visitor selected a button, and a store that is
   * down costs the trace, not the sign-in.
   * @returns all messages of this browser's trace; undefined if it doesn't have this visit
   */
  async keep(went: 'well' | 'wrong'): Promise<readonly Message[] | undefined> {
    const { tenant, cookies, demo, recorder } = this;
    try {
      const key =
        this.#continued ?? (this.#belongs === 'attempt' ? undefined : await this.#begin());
      if (key === undefined) return undefined;
      const session = await tenant.relyingParty.session(cookies);
      return await demo.traces.append(key, {
        messages: went === 'well' ? recorder.cleanMessages() : this.impersonalMessages(),
        outcome: recorder.outcome,
        state: this.#state,
        session,
      });
    } catch (error) {
      const why = error instanceof Error ? error.name : 'unknown';
      demo.reports.error('trace_not_kept', `A trace was not kept: ${why}`);
      return undefined;
    }
  }

  /** What was recorded, with nothing in it about anyone: all that a request that failed may show. */
  impersonalMessages(): readonly Message[] {
    return withoutPersonalValues(this.recorder.cleanMessages());
  }

  /** A new trace in the place of the one before. */
  async #begin(): Promise<string> {
    const { traceCookie } = this.tenant;
    const before = traceCookie.read(this.cookies);
    if (before !== undefined) await this.demo.traces.forget(before);
    return traceCookie.renew(this.cookies);
  }
}
