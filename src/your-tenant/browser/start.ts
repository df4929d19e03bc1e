import { storageKey } from '../storage-key.ts';

/*
 * All that a page loads before the learner acts: the form and its rules come when the panel is opened,
 * and the code that fills the page only if there are values to fill in.
 */
const panel = document.querySelector<HTMLDetailsElement>('[data-your-tenant]');

function hasValues(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null;
  } catch {
    return false;
  }
}

const show = () => import('./shown-values.ts').then(({ showValues }) => showValues());

async function open(details: HTMLDetailsElement): Promise<void> {
  try {
    const { showForm } = await import('./form.ts');
    showForm(details);
  } catch {
    details
      .querySelector('[data-form]')
      ?.replaceChildren('The form couldn’t be loaded. Check your connection and reload the page.');
  }
}

if (panel) {
  if (hasValues()) void show();
  addEventListener('storage', ({ key }) => {
    if (key === storageKey || key === null) void show();
  });
  panel.addEventListener('toggle', () => void open(panel), { once: true });
}
