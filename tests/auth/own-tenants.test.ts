import type { APIContext } from 'astro';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoState, demoState } from '../../src/auth/demo-state.ts';
import type { OwnTenantSet } from '../../src/auth/tenant-sets/tenant-sets.ts';
import { inTenantSet, TenantSetRefused, tenantSetId } from '../../src/practice-tenant/index.ts';
import { type DemoName, demoNames } from '../../src/scenarios/demos.ts';
import { readEnvironment } from '../../src/server/environment.ts';
import { visitorsTenants } from '../../src/server/visitors-tenants.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import {
  type HostedTenant,
  hostedTenant,
  siteOrigin,
} from '../practice-tenant/hosted/hosted-tenant.ts';
import { demoOf, pick } from './practice-site.ts';
import { answer, cookiesOf } from './runs/in-process-site.ts';

let tenant: HostedTenant;
let lastMade: OwnTenantSet | undefined;
let store: 'up' | 'down' | 'full' = 'up';
beforeAll(async () => {
  tenant = await hostedTenant();
});
afterAll(() => tenant.remove());

const tenantsCookie = '__Host-lab.tenants';

/** The site in this process, with the state of a demo in place of its page. */
function site() {
  const { origin } = tenant;
  const { demo: read } = readEnvironment({
    SITE_ORIGIN: siteOrigin,
    SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough',
    PRACTICE_TENANT: 'hosted',
    PRACTICE_TENANT_ORIGIN: origin,
    REDIS_URL: 'redis://127.0.0.1:1',
  });
  const sets = visitorsTenants(tenant.sets);
  const demo = {
    ...read,
    redisUrl: undefined,
    sessionSecrets: ['a-secret-of-the-test-that-is-long-enough'],
    practiceTenant: {
      front: origin,
      adminKey: undefined,
      tenantSets: {
        ...sets,
        create: async (address: string) => {
          if (store === 'full') throw new TenantSetRefused('full', 'There’s no room.');
          const made = await sets.create(address);
          lastMade = made;
          return made;
        },
        find: (cookie: string) => {
          if (store === 'down') throw new Error('Redis is down.');
          return sets.find(cookie);
        },
      },
    },
  };
  return async (request: Request): Promise<Response> => {
    const [, name] = /^\/demo\/([\w-]+)\/$/.exec(new URL(request.url).pathname) ?? [];
    const demoName = demoNames.find((each) => each === name);
    if (demoName === undefined) return answer(request, demo);
    const cookies = cookiesOf(request, []);
    // Of Astro's context only what a state needs.
    const context = { request, cookies, locals: { demo } } as unknown as APIContext;
    return Response.json(await demoState(context, demoName));
  };
}

function visitor() {
  const answered = site();
  return new HttpBrowser({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith(siteOrigin) ? answered(request) : fetch(request);
    },
  });
}

async function stateOf(browser: HttpBrowser, demoName: DemoName = 'entra-id'): Promise<DemoState> {
  const { text } = await browser.open(`${siteOrigin}/demo/${demoName}/`);
  return JSON.parse(text);
}

const signIn = (browser: HttpBrowser, demo: DemoName = 'entra-id'): Promise<Page> =>
  browser.post(`${siteOrigin}/auth/sign-in`, { demo });

/** Whose tenants an address names. */
const setIn = (text: string): string => /-([0-9a-f]{12})\b/.exec(text)?.[1] ?? 'none';

describe('a visitor of a hosted lab', () => {
  it('has no cookie before they act, and is told what the first action makes', async () => {
    const browser = visitor();
    const state = await stateOf(browser);
    expect(state).toMatchObject({ messages: [], ownTenants: {} });
    expect(state.ownTenants?.ends).toBeUndefined();
    expect(browser.cookieNames(siteOrigin)).toEqual([]);
  });

  it.each(demoNames)('signs in at practice tenants of their own: %s', async (demoName) => {
    const browser = visitor();
    const picker = await signIn(browser, demoName);
    const set = tenantSetId.parse(lastMade?.id);
    const { user } = demoOf(demoName);
    await pick(browser, picker, user);
    const state = await stateOf(browser, demoName);
    expect(state.user?.username).toBe(inTenantSet(user.username, set));
    expect(state.messages.length).toBeGreaterThan(5);
    expect(state.ownTenants?.ends).toBeGreaterThan(Date.now());
  });

  it('keeps their practice tenants from one action to the next', async () => {
    const browser = visitor();
    const first = setIn((await signIn(browser)).url);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(setIn((await signIn(browser)).url)).toBe(first);
  });

  it('gets others than the next visitor', async () => {
    expect(setIn((await signIn(visitor())).url)).not.toBe(setIn((await signIn(visitor())).url));
  });

  it('gets them from a fault too, which then happens at their own', async () => {
    const browser = visitor();
    const page = await browser.post(`${siteOrigin}/auth/let-it-fail?then=sign-in`, {
      demo: 'entra-id',
      fault: 'wrong-nonce',
    });
    expect(page.url).toContain(setIn(page.url));
    expect((await stateOf(browser)).letItFail?.on).toBe('wrong-nonce');
  });

  it('gets none from a form of another site', async () => {
    const browser = visitor();
    const fields = { demo: 'entra-id' };
    for (const path of ['/auth/sign-in', '/practice-tenants/make', '/practice-tenants/end']) {
      const { status } = await browser.post(siteOrigin + path, fields, 'https://evil.example/');
      expect(status).toBe(403);
    }
    expect(browser.cookieNames(siteOrigin)).toEqual([]);
  });

  it('can make them first, and goes on where they were', async () => {
    const browser = visitor();
    const make = (returnTo: string) =>
      browser.post(`${siteOrigin}/practice-tenants/make`, { returnTo });
    expect((await make('/tutorials/b2c/configure/')).url).toBe(
      `${siteOrigin}/tutorials/b2c/configure/`,
    );
    expect(browser.cookieNames(siteOrigin)).toEqual([tenantsCookie]);
    expect((await make('//evil.example/')).url).toBe(`${siteOrigin}/practice-tenants/`);
  });

  it('whose browser doesn’t keep the cookie reads why they still have none', async () => {
    const made = await tenant.sets.create('192.0.2.8');
    const returnTo = '/tutorials/b2c/configure/';
    const arrive = (browser: HttpBrowser) =>
      browser.open(`${siteOrigin}/practice-tenants/made?returnTo=${encodeURIComponent(returnTo)}`);
    expect((await arrive(visitor())).url).toBe(
      `${siteOrigin}/practice-tenants/?cookies=&returnTo=${encodeURIComponent(returnTo)}`,
    );
    const keeps = visitor();
    keeps.setCookie(siteOrigin, `${tenantsCookie}=${made.cookie}; Path=/; Secure`);
    expect((await arrive(keeps)).url).toBe(siteOrigin + returnTo);
  });

  it('has their cookie as long as their practice tenants, however they use them', async () => {
    const { cookie } = await tenant.sets.create('192.0.2.9');
    const to = encodeURIComponent(`${tenant.origin}/desk`);
    const entered = await site()(
      new Request(`${siteOrigin}/practice-tenants/enter?to=${to}&asking=any`, {
        headers: { cookie: `${tenantsCookie}=${cookie}` },
      }),
    );
    expect(entered.headers.get('location')).toContain('practice_ticket=');
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-lab\.tenants=[^;]+; Max-Age=86\d{3};/),
    ]);
  });

  it('who ends them keeps nothing of them, and isn’t signed in', async () => {
    const browser = visitor();
    const { user } = demoOf('entra-id');
    await pick(browser, await signIn(browser), user);
    expect((await stateOf(browser)).user).toBeDefined();
    const { url } = await browser.post(`${siteOrigin}/practice-tenants/end`, {});
    expect(url).toBe(`${siteOrigin}/practice-tenants/?ended=now`);
    expect(browser.cookieNames(siteOrigin)).toEqual([]);
    expect((await stateOf(browser)).user).toBeUndefined();
  });

  it('whose practice tenants end in the middle of a sign-in is offered new ones', async () => {
    const browser = visitor();
    const picker = await signIn(browser);
    const stopped = await pick(browser, picker, demoOf('entra-id').user);
    expect(stopped.status).toBe(200);
    const again = await signIn(browser);
    const callback = stopped.visited.find((each) => each.includes('/auth/redirect/'));
    await tenant.sets.end(lastMade?.cookie ?? '');
    expect((await stateOf(browser)).user).toBeUndefined();
    const back = await browser.open(callback ?? '');
    expect(back.url).toBe(`${siteOrigin}/practice-tenants/?ended`);
    expect(setIn((await signIn(browser)).url)).not.toBe(setIn(again.url));
  });

  it('isn’t signed in with the session of other practice tenants', async () => {
    const browser = visitor();
    await pick(browser, await signIn(browser), demoOf('entra-id').user);
    const other = await tenant.sets.create('192.0.2.7');
    browser.setCookie(siteOrigin, `${tenantsCookie}=${other.cookie}; Path=/; Secure`);
    expect(await stateOf(browser)).toMatchObject({ messages: [] });
    expect((await stateOf(browser)).user).toBeUndefined();
  });

  it('reads one sentence when there’s no room, or when the store is down', async () => {
    const browser = visitor();
    store = 'full';
    expect((await signIn(browser)).status).toBe(503);
    expect(browser.cookieNames(siteOrigin)).toEqual([]);
    store = 'up';
    await signIn(browser);
    store = 'down';
    expect((await signIn(browser)).status).toBe(503);
    expect(await stateOf(browser)).toMatchObject({ problem: { status: 503 } });
    store = 'up';
    expect((await signIn(browser)).status).toBe(200);
  });
});
