import type { Browser } from 'playwright';
import { startProcess } from '../../tests/e2e/running-process.ts';
import { startSite } from '../../tests/e2e/running-site.ts';
import { type Load, requestsPerSecond } from './load.ts';

export interface Speed {
  what: string;
  perSecond: number;
  /** Of a bare node:http server that answers "ok", in the same run. */
  ofBare: number;
}

/** Requests per second of the running site, over loopback, beside a bare server's. */
export async function serverSpeed(browser: Browser): Promise<Speed[]> {
  const site = await startSite();
  const bare = await startProcess(process.execPath, ['scripts/bench/bare-server.ts'], {
    cwd: process.cwd(),
    env: process.env,
    readyWhen: /Listening at .*\n/,
  });
  try {
    const cookie = await signedIn(browser, site.origin);
    const { origin } = site;
    const loads: Record<string, Load> = {
      'bare node:http': {
        url: /http:\S+/.exec(bare.output())?.[0] ?? '',
        expect: 200,
        requests: 5000,
      },
      'static page': {
        url: `${origin}/how-it-works/tokens/`,
        headers: { 'accept-encoding': 'br' },
        expect: 200,
        requests: 3000,
      },
      'demo, signed in': {
        url: `${origin}/demo/entra-id/`,
        headers: { cookie, 'accept-encoding': 'br' },
        expect: 200,
        requests: 400,
      },
      'sign-in endpoint': {
        url: `${origin}/auth/sign-in`,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin,
          'sec-fetch-site': 'same-origin',
        },
        body: 'demo=entra-id&returnTo=%2Fdemo%2Fentra-id%2F',
        expect: 303,
        requests: 400,
      },
    };
    const speeds: Speed[] = [];
    for (const [what, load] of Object.entries(loads)) {
      const perSecond = await requestsPerSecond(load);
      speeds.push({ what, perSecond, ofBare: perSecond / (speeds[0]?.perSecond ?? perSecond) });
    }
    return speeds;
  } finally {
    await bare.stop();
    await site.stop();
  }
}

/** The cookies of a visitor who has signed in and has a trace. */
async function signedIn(browser: Browser, origin: string): Promise<string> {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.goto('/demo/entra-id/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  const cookies = await context.cookies(origin);
  await context.close();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
