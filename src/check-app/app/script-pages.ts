import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Request } from 'playwright';
import { isLoopback } from '../../../samples/web-app/server/loopback.ts';
import type { Control } from '../http/html-page.ts';
import type { Visitor } from '../http/visitor.ts';
import { signInWords, type Way } from './find-sign-in.ts';

/**
 * A real browser without a window, for apps whose pages need JavaScript. It finds out which addresses the
 * scripts ask for; the checks then ask for them without it.
 */
export interface ScriptPages {
  /** @returns the request of the app that led to the authorize address; undefined when nothing did */
  findSignIn(
    start: URL,
    isAuthorize: (url: URL) => boolean,
  ): Promise<Way | 'by script' | undefined>;
  /** @returns the address whose response contains the mark, for a visitor who is signed in */
  findName(pages: readonly URL[], visitor: Visitor, mark: string): Promise<URL | undefined>;
  close(): Promise<void>;
}

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** No address but this machine's exists: redirects and WebSockets, which no route sees, reach no other either. */
const onlyHere =
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1';
const milliseconds = 10_000;
/** For responses that a page still waits for; some never end. */
const millisecondsForBodies = 2_000;
const mostControls = 6;

/** @returns undefined when no browser is installed */
export async function scriptPages(): Promise<ScriptPages | undefined> {
  const browser = await launched();
  if (browser === undefined) return undefined;
  return {
    findSignIn: (start, isAuthorize) => findSignIn(browser, start, isAuthorize),
    findName: (pages, visitor, mark) => findName(browser, pages, visitor, mark),
    close: () => browser.close(),
  };
}

async function launched(): Promise<Browser | undefined> {
  // Not among the packages that the site needs to run.
  const playwright = await import('playwright').catch(() => undefined);
  if (playwright === undefined) return undefined;
  const found = usualPlaces.find((path) => existsSync(path));
  const own = playwright.chromium.executablePath();
  const executablePath = existsSync(own) ? own : found;
  if (executablePath === undefined) return undefined;
  return playwright.chromium.launch({ executablePath, args: [onlyHere] }).catch(() => undefined);
}

/** A browser whose requests reach this machine only. */
async function contextOf(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, serviceWorkers: 'block' });
  context.setDefaultTimeout(milliseconds);
  await context.route('**', (route) => {
    const { protocol, origin } = new URL(route.request().url());
    const isHere = !/^(?:http|ws)s?:$/.test(protocol) || isLoopback(origin);
    return isHere ? route.continue() : route.abort();
  });
  return context;
}

async function findSignIn(
  browser: Browser,
  start: URL,
  isAuthorize: (url: URL) => boolean,
): Promise<Way | 'by script' | undefined> {
  for (let place = 0; place < mostControls; place += 1) {
    const context = await contextOf(browser);
    try {
      const page = await context.newPage();
      let reached: Request | undefined;
      page.on('request', (request) => {
        if (request.isNavigationRequest() && isAuthorize(new URL(request.url())))
          reached ??= request;
      });
      await settled(page, start);
      const controls = page.getByRole('button').or(page.getByRole('link')).filter({
        hasText: signInWords,
        visible: true,
      });
      if (reached === undefined) {
        if (place >= (await controls.count())) return undefined;
        const arrived = page.waitForRequest((request) => isAuthorize(new URL(request.url())));
        await controls.nth(place).click();
        await arrived.catch(() => {});
      }
      if (reached !== undefined) return wayOf(reached, start);
    } catch {
      // A page that can't be loaded, or a control that can't be pressed: the next one may do.
    } finally {
      await context.close();
    }
  }
  return undefined;
}

async function settled(page: Page, url: URL): Promise<void> {
  await page.goto(url.href);
  await page.waitForLoadState('networkidle').catch(() => {});
}

/** The request that started the redirects to the identity provider. */
function wayOf(reached: Request, { origin }: URL): Way | 'by script' {
  let first = reached;
  for (let before = first.redirectedFrom(); before !== null; before = first.redirectedFrom())
    first = before;
  const url = new URL(first.url());
  if (url.origin !== origin) return 'by script';
  if (first.method() !== 'POST') return { start: url, presses: [] };
  const press: Control = {
    label: 'sent by a script',
    method: 'POST',
    action: url.href,
    fields: [...new URLSearchParams(first.postData() ?? '')],
  };
  return { start: new URL('/', url), presses: [{ ...press, target: url }] };
}

async function findName(
  browser: Browser,
  pages: readonly URL[],
  visitor: Visitor,
  mark: string,
): Promise<URL | undefined> {
  const context = await contextOf(browser);
  try {
    for (const url of pages) {
      const cookies = await visitor.cookies(url);
      await context.addCookies(
        [...cookies].map(([name, value]) => ({ name, value, url: url.href })),
      );
      const page = await context.newPage();
      let found: URL | undefined;
      const shown: Promise<void>[] = [];
      page.on('response', (response) => {
        const address = new URL(response.url());
        if (address.origin !== url.origin || response.request().method() !== 'GET') return;
        const holds = response.text().then(
          (text) => {
            if (text.includes(mark)) found ??= address;
          },
          () => {},
        );
        shown.push(holds);
      });
      await settled(page, url).catch(() => {});
      await Promise.race([Promise.all(shown), page.waitForTimeout(millisecondsForBodies)]);
      await page.close();
      if (found !== undefined) return found;
    }
    return undefined;
  } finally {
    await context.close();
  }
}
