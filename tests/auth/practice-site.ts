import { unknownClaim } from '../../src/auth/explanations/claims.ts';
import { unknownParameter } from '../../src/auth/explanations/parameters.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { startSite } from '../e2e/running-site.ts';
import type { HttpBrowser, Page } from '../http-browser.ts';

export { startSite };

/** The demos against the practice tenant, with what differs between them. */
export const demos = tenants.map(({ type, domain }) => ({ tenantType: type, domain }));

/** Selects "Sign in" on the demo's page, and Alex at the identity provider. */
export async function signIn(
  browser: HttpBrowser,
  site: string,
  tenantType: string,
): Promise<Page> {
  const demo = await browser.open(`${site}/demo/${tenantType}/`);
  const picker = await browser.press(demo, 'Sign in');
  return browser.press(picker, 'Alex Rivera');
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
