import { unknownClaim } from '../../src/auth/explanations/claims.ts';
import { unknownParameter } from '../../src/auth/explanations/parameters.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import type { DemoName } from '../../src/scenarios/demos.ts';
import { startSite } from '../e2e/running-site.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';

export { startSite };

/** Someone at the practice tenant. */
export interface Person {
  name: string;
  /** What they select where an authority for several tenants asks whose user they are. */
  organization?: string;
}

/** A demo against the practice tenant, with what differs between them. */
export interface Demo {
  demoName: DemoName;
  clientId: string;
  user: Person & { username: string };
  /** Someone else who can sign in. */
  other: Person;
}

const ofOneTenant: Demo[] = tenants
  .filter(({ key, type }) => key === type)
  .map(({ type, domain }) => ({
    demoName: type,
    clientId: clientIds.liveDemo,
    user: { name: 'Alex Rivera', username: `alex@${domain}` },
    other: { name: 'Sam Okafor' },
  }));

export const demos: readonly Demo[] = [
  ...ofOneTenant,
  {
    demoName: 'entra-id-organizations',
    clientId: clientIds.anyOrganization,
    user: {
      name: 'Tom Berger',
      username: 'tom@northwindtraders.onmicrosoft.com',
      organization: 'Northwind Traders',
    },
    other: { name: 'Sam Okafor', organization: 'Contoso' },
  },
  {
    demoName: 'entra-id-common',
    clientId: clientIds.anyAccount,
    user: {
      name: 'Robin Hale',
      username: 'robin.hale@personal.example',
      organization: 'Personal Microsoft accounts',
    },
    other: { name: 'Priya Nair', organization: 'Northwind Traders' },
  },
  {
    demoName: 'entra-id-consumers',
    clientId: clientIds.anyAccount,
    user: { name: 'Kim Duarte', username: 'kim.duarte@personal.example' },
    other: { name: 'Robin Hale' },
  },
];

export function demoOf(demoName: DemoName): Demo {
  const demo = demos.find((each) => each.demoName === demoName);
  if (demo === undefined) throw new Error(`There is no demo ${demoName}.`);
  return demo;
}

const has = (page: Page, button: string): boolean =>
  page.forms.some(({ buttons }) => buttons.some(({ label }) => label === button));

/** Selects a person on the identity provider's pages, and agrees if the app has never asked them before. */
export async function pick(browser: HttpBrowser, page: Page, person: Person): Promise<Page> {
  const { name, organization } = person;
  const picker = organization === undefined ? page : await browser.press(page, organization);
  return accept(browser, await browser.press(picker, name));
}

/** Agrees to what the app asks for, if the page asks. */
export const accept = async (browser: HttpBrowser, page: Page): Promise<Page> =>
  has(page, 'Accept') ? browser.press(page, 'Accept') : page;

/** Selects "Sign in" on the demo's page, and a person at the identity provider. */
export async function signIn(
  browser: HttpBrowser,
  site: string,
  demoName: DemoName,
  person: Person = demoOf(demoName).user,
): Promise<Page> {
  const page = await browser.open(`${site}/demo/${demoName}/`);
  return pick(browser, await browser.press(page, 'Sign in'), person);
}

/** Lets the demo's user agree to everything the app asks for, so that later sign-ins don't stop to ask. */
export async function agree(site: string, { demoName, user, other }: Demo): Promise<void> {
  for (const person of [user, other]) {
    const browser = new HttpBrowser();
    const page = await signIn(browser, site, demoName, person);
    await accept(browser, await browser.press(page, 'Call the API'));
  }
}

/** What a page says, without tags and with single spaces. */
export function wordsOf(page: Page): string {
  return page.text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** The kinds of the messages that a page's trace lists, in order. */
export function traceOf(page: Page): string[] {
  return [...page.text.matchAll(/<li [^>]*data-kind="([^"]+)"/g)].map(([, kind = '']) => kind);
}

/** The parameters and claims of a page's trace that nothing is known of, by name. */
export function unexplained(page: Page): string[] {
  const unknown = [unknownParameter.text, unknownClaim.text];
  return page.text
    .split(/<(?:dt|th scope="row")>/)
    .slice(1)
    .filter((one) => unknown.some((text) => one.includes(text)))
    .map((one) => /<code>([^<]*)/.exec(one)?.[1] ?? one);
}
