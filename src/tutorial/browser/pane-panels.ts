import { elementOf } from './page-element.ts';

/* The panels of the sample pane; tabs.js shows one of them at a time. */

/** Shows a panel by its tab, and moves the keyboard there when asked to. */
export function showPanel(id: string, focus = false): void {
  const tab = document.querySelector<HTMLElement>(`[role="tab"][aria-controls="${id}"]`);
  tab?.click();
  if (focus) tab?.focus();
}

export const isShown = (id: string): boolean =>
  document.getElementById(id)?.hasAttribute('data-shown') ?? false;

/** A panel that is only a link loads the linked page when it's first shown. */
async function fill(panel: HTMLElement): Promise<void> {
  const link = panel.querySelector<HTMLAnchorElement>('a[data-fragment-link]');
  const content = link && (await elementOf(link.href, '[data-fragment]'));
  if (content) link.closest('p')?.replaceWith(content);
}

for (const panel of document.querySelectorAll<HTMLElement>('.pane-panel')) {
  panel.addEventListener('tab-shown', () => void fill(panel));
  if (panel.hasAttribute('data-shown')) void fill(panel);
}

// Back from a sign-in that began here.
if (new URLSearchParams(location.search).has('try-it')) showPanel('pane-try-it');
