import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSite } from '../e2e/running-site.ts';
import { HostileProvider } from '../hostile-provider/provider.ts';
import { siteTarget } from '../hostile-provider/site-target.ts';
import type { RunningTarget } from '../hostile-provider/target.ts';
import { Visitor } from '../hostile-provider/visitor.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { agree, demos, signIn, startSite, traceOf } from './practice-site.ts';

/** Every way to read a trace, and every page that may name someone. */
async function everythingShown(browser: HttpBrowser, site: string, demoName: string) {
  const demo = `${site}/demo/${demoName}/`;
  const paths = ['', 'trace.txt', 'pane?returnTo=%2Fdemo%2F', 'picture'];
  const pages: Page[] = [await browser.open(`${site}/demo/`)];
  for (const path of paths) pages.push(await browser.open(demo + path));
  return decoded(pages.map(({ text }) => text).join('\n'));
}

const decoded = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('<wbr>', '');

/** Another browser, with a copy of the cookies that pass. */
function copyOf(browser: HttpBrowser, site: string, passes: (name: string) => boolean) {
  const copy = new HttpBrowser();
  for (const name of browser.cookieNames(site).filter(passes))
    copy.setCookie(site, `${name}=${browser.cookie(site, name)}; Path=/`);
  return copy;
}

const isTrace = (name: string) => name.endsWith('.trace');
const isSession = (name: string) => name.endsWith('.session');
const everyCookie = () => true;

/** The claims of a trace as text whose values are one user's alone, by name. */
function personalIn(text: string): Map<string, string> {
  const names =
    'name|preferred_username|upn|email|emails|oid|sub|sid|groups|roles|wids|idp|uti|rh|aio|puid';
  const found = text.matchAll(new RegExp(`^ +(${names}): (.{6,})$`, 'gm'));
  return new Map([...found].map(([, name = '', value = '']) => [name, value]));
}

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

describe.each(demos)('a trace of $demoName names someone', (demo) => {
  const { demoName, user, other } = demo;
  beforeAll(() => agree(site.origin, demo));

  /** Signed in, with an API call; and what must not be read by anyone else. */
  async function signedIn() {
    const browser = new HttpBrowser();
    const page = await signIn(browser, site.origin, demoName);
    const called = await browser.press(page, 'Call the API');
    const text = (await browser.open(`${site.origin}/demo/${demoName}/trace.txt`)).text;
    const body = /^ +Body:\n([\s\S]+?)\n\n/m.exec(text)?.[1] ?? '';
    const inBody = body.split('\n').flatMap((line) => (line.length > 16 ? [line.trim()] : []));
    const claims = personalIn(text);
    const personal = [user.name, user.username, ...claims.values(), ...inBody];
    return { browser, page: called, personal, claims, inBody };
  }

  it('to the browser that signed in, while its session lives', async () => {
    const { browser, personal, claims, inBody } = await signedIn();
    expect([...claims.keys()]).toEqual(expect.arrayContaining(['name', 'sub']));
    expect(inBody.length).toBeGreaterThan(0);
    const shown = await everythingShown(browser, site.origin, demoName);
    expect(personal.filter((value) => !shown.includes(value))).toEqual([]);
  });

  it('to no browser that has its cookie alone, or with another session', async () => {
    const { browser, personal } = await signedIn();
    const sam = new HttpBrowser();
    await signIn(sam, site.origin, demoName, other);
    const others = [
      copyOf(browser, site.origin, isTrace),
      copyOf(browser, site.origin, (name) => !isSession(name)),
      withSessionOf(sam, copyOf(browser, site.origin, isTrace)),
    ];
    for (const each of others) {
      const shown = await everythingShown(each, site.origin, demoName);
      expect(shown).toContain('You are signed in');
      expect(personal.filter((value) => shown.includes(value))).toEqual([]);
    }
  });

  it('to no one after sign-out, whatever cookies were copied before', async () => {
    const { browser, page, personal } = await signedIn();
    const before = [
      copyOf(browser, site.origin, everyCookie),
      copyOf(browser, site.origin, isTrace),
      copyOf(browser, site.origin, isSession),
    ];
    const out = await browser.press(page, 'Sign out');
    const after = copyOf(browser, site.origin, everyCookie);
    const withOldSession = withSessionOf(
      before[0] ?? browser,
      copyOf(browser, site.origin, isTrace),
    );
    for (const each of [browser, after, withOldSession, ...before]) {
      const shown = await everythingShown(each, site.origin, demoName);
      expect(personal.filter((value) => shown.includes(value))).toEqual([]);
    }
    const kinds = traceOf(await browser.open(out.url));
    expect(kinds).toContain('redeem-answer');
    expect(kinds.slice(-1)).toEqual(['signed-out']);
    // The same user again: nothing of the time before comes back to that trace.
    const again = await signIn(new HttpBrowser(), site.origin, demoName);
    expect(again.text).toContain(user.name);
    const shown = await everythingShown(after, site.origin, demoName);
    expect(personal.filter((value) => shown.includes(value))).toEqual([]);
  });

  it('to no one when the session ends in another browser', async () => {
    const { browser, personal } = await signedIn();
    const elsewhere = copyOf(browser, site.origin, isSession);
    const page = await elsewhere.open(`${site.origin}/demo/${demoName}/`);
    const copy = copyOf(browser, site.origin, everyCookie);
    await elsewhere.press(page, 'Sign out');
    for (const each of [copy, browser]) {
      const shown = await everythingShown(each, site.origin, demoName);
      expect(personal.filter((value) => shown.includes(value))).toEqual([]);
    }
  });

  function withSessionOf(from: HttpBrowser, to: HttpBrowser): HttpBrowser {
    for (const name of from.cookieNames(site.origin).filter(isSession))
      to.setCookie(site.origin, `${name}=${from.cookie(site.origin, name)}; Path=/`);
    return to;
  }
});

describe('a trace at an identity provider that makes mistakes', () => {
  const canary = {
    name: 'Canary Personname',
    preferred_username: 'canary@person.example',
    email: 'canary@person.example',
    oid: 'canary-oid-0001',
    sub: 'canary-sub-0001',
    sid: 'canary-sid-0001',
    groups: ['canary-group-0001', 'Canary Group Name'],
    roles: ['Canary.Role'],
    wids: ['canary-wid-0001'],
    idp: 'https://canary.example/',
    acct: 1,
    _claim_names: { other: 'src1' },
    _claim_sources: { src1: { endpoint: 'https://graph.example/users/canary-oid-0001' } },
    given_name: 'canary-given',
    'https://a.example/own': 'canary-own-claim',
  };
  let provider: HostileProvider;
  let app: RunningTarget;
  let visitor: Visitor;
  beforeAll(async () => {
    provider = await HostileProvider.start();
    app = await siteTarget.start(provider);
  });
  afterAll(async () => {
    await app?.stop();
    await provider?.close();
  });
  const begin = () => {
    provider.reset();
    provider.forge = { claims: (claims) => ({ ...claims, ...canary }) };
    visitor = new Visitor(app, provider);
  };
  const shown = () => everythingShown(visitor.browser, app.origin, 'entra-id');

  it('shows names of claims and the reason, but no one’s values, when the token is refused', async () => {
    begin();
    provider.forge.claims = (claims) => ({ ...claims, ...canary, aud: 'another-app' });
    const page = await visitor.signIn();
    expect(page.text).toContain('Where it failed');
    const { text } = await visitor.open('/demo/entra-id/trace.txt');
    expect(text).toContain('preferred_username: (left out because it can tell who you are)');
    expect(text).toContain('aud: another-app');
    expect(text).toContain('error (page): ');
    expect(`${page.text}\n${await shown()}`.match(/canary[\w -]*/gi)).toBeNull();
  });

  it('keeps only the code of an error text, which can name someone', async () => {
    begin();
    provider.forge.answer = (parameters) => {
      parameters.delete('code');
      parameters.set('error', 'access_denied');
      parameters.set('error_description', 'AADSTS50105: Canary Personname is not assigned.');
      parameters.set('error_uri', 'https://login.example/canary');
      parameters.set('login_hint', 'canary');
    };
    const page = await visitor.signIn();
    const { text } = await visitor.open('/demo/entra-id/trace.txt');
    expect(text).toContain('error_description (address): AADSTS50105 (47 characters)');
    expect(`${page.text}\n${await shown()}`.match(/canary[\w -]*/gi)).toBeNull();
  });

  it('keeps nobody’s values of a sign-in that fails while someone is signed in', async () => {
    begin();
    const honest = provider.forge.claims;
    provider.forge.claims = (claims) => ({ ...claims, name: 'Alice', sub: 'alice' });
    await visitor.signIn();
    provider.forge = {
      claims: (claims) => ({ ...(honest?.(claims) ?? claims), iss: 'elsewhere' }),
    };
    await visitor.signIn();
    expect(await shown()).toContain('iss: elsewhere');
    expect((await shown()).match(/canary[\w -]*/gi)).toBeNull();
  });

  it('shows nothing of anyone once a front-channel sign-out ended the session', async () => {
    begin();
    await visitor.signIn();
    expect(await shown()).toMatch(/canary-given/);
    const copy = new Visitor(app, provider);
    visitor.copyCookiesTo(copy);
    await fetch(`${app.origin}${app.frontChannelLogoutPath}?sid=${canary.sid}`);
    expect(
      (await everythingShown(copy.browser, app.origin, 'entra-id')).match(/canary[\w -]*/gi),
    ).toBeNull();
    expect((await shown()).match(/canary[\w -]*/gi)).toBeNull();
  });

  it('shows a person nothing of the person before, in a trace that goes on', async () => {
    begin();
    provider.forge.api = () => ({
      status: 401,
      headers: { 'www-authenticate': challenge },
      body: '',
    });
    await visitor.signIn();
    const asked = await visitor.callApi();
    expect(await shown()).toMatch(/canary-given/);
    provider.forge = { claims: (claims) => ({ ...claims, name: 'Alice', sub: 'alice' }) };
    await visitor.finishSignIn(provider.answerTo(asked.url));
    const text = await shown();
    expect(text).toContain('Alice');
    expect(text).toContain('sign-in-needed');
    expect(text.match(/canary[\w -]*/gi)).toBeNull();
  });
});

const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}');
const challenge = `Bearer error="insufficient_claims", claims="${claims.toString('base64')}"`;
