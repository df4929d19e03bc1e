import { elementOf } from './page-element.ts';

/* The panels of the sample pane as tabs: one shown, arrow keys between them (WAI-ARIA tabs pattern). */
const tabs = [...document.querySelectorAll<HTMLElement>('.pane-tabs [role="tab"]')];

export function showTab(id: string, focus = false): void {
  for (const tab of tabs) {
    const chosen = tab.getAttribute('aria-controls') === id;
    tab.ariaSelected = String(chosen);
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) tab.focus();
  }
  for (const panel of document.querySelectorAll<HTMLElement>('.pane-panel')) {
    panel.toggleAttribute('data-shown', panel.id === id);
    if (panel.id === id) void fill(panel);
  }
}

/** A panel that is only a link takes in the page behind it when it is first shown. */
async function fill(panel: HTMLElement): Promise<void> {
  const link = panel.querySelector<HTMLAnchorElement>('a[data-fragment-link]');
  const content = link && (await elementOf(link.href, '[data-fragment]'));
  if (content) link.closest('p')?.replaceWith(content);
}

export const isShown = (id: string): boolean =>
  document.getElementById(id)?.hasAttribute('data-shown') ?? false;

const panelOf = (tab: HTMLElement | undefined): string => tab?.getAttribute('aria-controls') ?? '';
const turn: Record<string, (index: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  Home: () => 0,
  End: () => -1,
};

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => showTab(panelOf(tab)));
  tab.addEventListener('keydown', (event) => {
    const target = turn[event.key]?.(index);
    if (target === undefined) return;
    event.preventDefault();
    showTab(panelOf(tabs.at(target % tabs.length)), true);
  });
}

// Back from a sign-in that began here.
if (location.hash === '#try-it' || new URLSearchParams(location.search).has('try-it')) {
  showTab('pane-try-it');
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}
