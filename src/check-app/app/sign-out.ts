import type { Control } from '../http/html-page.ts';
import { isStopped, type Page, type Stopped, type Visitor } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';

const signOutWords = /\b(?:sign|log)[\s_-]*(?:out|off)\b|abmelden|d[ée]connexion|cerrar sesi/i;
const pathWords = /(?:sign|log)-?_?(?:out|off)/i;

/** How the app is signed out of, as a page shows it. */
export interface SignOut {
  page: Page;
  control: Control;
  /** Where it leads. */
  url: URL;
}

/**
 * Finds the link or button for signing out on one of these pages.
 * @throws CannotTry when there's none
 */
export async function findSignOut(
  visitor: Visitor,
  pages: readonly URL[],
  leaves: (url: URL) => boolean,
): Promise<SignOut> {
  for (const url of pages) {
    const page: Page | Stopped = await visitor.go(url, {}, leaves);
    if (isStopped(page)) continue;
    const control = controlIn(page);
    if (control !== undefined)
      return { page, control, url: new URL(control.action || page.url.href, page.url) };
  }
  const named = pages.map(({ pathname }) => pathname).join(' and ');
  throw new CannotTry(`No link or button for signing out was found on ${named}.`);
}

const controlIn = ({ controls }: Page): Control | undefined =>
  controls.find(({ label }) => signOutWords.test(label)) ??
  controls.find(({ action }) => pathWords.test(action));

/** Signing out, where the link leads to a page that asks whether the person is sure. */
export function confirmationOf(result: Page | Stopped, { page }: SignOut): SignOut | undefined {
  if (isStopped(result) || result.url.pathname === page.url.pathname) return undefined;
  const control = controlIn(result);
  if (control?.method !== 'POST') return undefined;
  return { page: result, control, url: new URL(control.action || result.url.href, result.url) };
}
