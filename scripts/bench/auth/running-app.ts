import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../../tests/e2e/free-ports.ts';
import { HttpBrowser, type Page } from '../../../tests/http-browser.ts';

const usageSchema = z.object({ cpuMilliseconds: z.number(), residentBytes: z.number() });
export type Usage = z.infer<typeof usageSchema>;

/** One of the apps that are compared. */
export interface App {
  name: string;
  file: string;
  folder: URL;
  /** The pages with the buttons for signing in and out, where these are not on the home page. */
  signInPage?: string;
  signOutPage?: string;
}

export interface Registration {
  authority: string;
  clientId: string;
  clientSecret: string;
  /** A PEM file for the identity provider's certificate. */
  caFile: string;
}

const person = 'Alex Rivera';

/** An app in a process of its own, visited by many browsers. */
export class RunningApp {
  readonly app: App;
  readonly #child: ChildProcess;
  readonly #origin: string;

  private constructor(app: App, child: ChildProcess, origin: string) {
    this.app = app;
    this.#child = child;
    this.#origin = origin;
  }

  static async start(app: App, registration: Registration): Promise<RunningApp> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const child = fork(app.file, {
      cwd: fileURLToPath(app.folder),
      silent: true,
      execArgv: ['--expose-gc', '--import', new URL('report-usage.mjs', import.meta.url).href],
      env: {
        SIGN_IN_LIMIT: '0',
        NODE_ENV: 'production',
        NODE_EXTRA_CA_CERTS: registration.caFile,
        PORT: String(port),
        TENANT_TYPE: 'entra-id',
        AUTHORITY: registration.authority,
        CLIENT_ID: registration.clientId,
        CLIENT_SECRET: registration.clientSecret,
        REDIRECT_URI: `${origin}/auth/redirect`,
      },
    });
    child.stderr?.pipe(process.stderr);
    if (child.stdout) await once(child.stdout, 'data');
    return new RunningApp(app, child, origin);
  }

  /** What the process has used so far, after a collection of garbage. */
  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    return usageSchema.parse((await answer)[0]);
  }

  /** Milliseconds of CPU that the app spends on something, divided by how often it is done. */
  async cpuOf(times: number, something: () => Promise<unknown>): Promise<number> {
    const before = await this.usage();
    await something();
    return ((await this.usage()).cpuMilliseconds - before.cpuMilliseconds) / times;
  }

  /**
   * The page with the button, the identity provider, back, and the home page that names the user.
   */
  async signIn(): Promise<HttpBrowser> {
    const browser = new HttpBrowser();
    const choice = await browser.open(this.#origin + (this.app.signInPage ?? '/'));
    const accounts = await browser.press(choice, 'Sign in');
    const home = await browser.press(accounts, person);
    this.#expect(home.text.includes(person), 'sign-in', home);
    return browser;
  }

  async signInMany(times: number): Promise<void> {
    let left = times;
    const one = async (): Promise<void> => {
      while (left-- > 0) await this.signIn();
    };
    await Promise.all(Array.from({ length: 8 }, one));
  }

  async visit(times: number, browser: HttpBrowser): Promise<void> {
    for (let time = 0; time < times; time += 1) await browser.open(`${this.#origin}/`);
  }

  /** Opens the page for signed-in users, signs out, and can't open it anymore. */
  async checkSignOut(): Promise<void> {
    const browser = await this.signIn();
    const profile = await browser.open(`${this.#origin}/profile`);
    this.#expect(
      profile.url.endsWith('/profile') && profile.text.includes(person),
      'page',
      profile,
    );
    const page = await browser.open(this.#origin + (this.app.signOutPage ?? '/'));
    await browser.press(page, 'Sign out');
    const after = await browser.open(`${this.#origin}/profile`);
    this.#expect(!after.text.includes(person), 'sign-out', after);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  #expect(holds: boolean, what: string, page: Page): void {
    if (!holds)
      throw new Error(`${this.app.name}: the ${what} failed at ${page.url}: ${page.text}`);
  }
}
