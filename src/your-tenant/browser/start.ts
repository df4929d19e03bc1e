import { storageKey } from '../storage-key.ts';

/*
 * All that a page loads before the reader acts: the form and its rules come when the panel is opened,
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

const load = () => import('./panel.ts');

if (panel) {
  const show = () => load().then(({ showValues }) => showValues());
  if (hasValues()) void show();
  addEventListener('storage', ({ key }) => {
    if (key === storageKey || key === null) void show();
  });
  // A page that comes back as it was left has missed what other pages stored.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void show();
  });
  const open = () =>
    load().then(
      ({ showForm }) => showForm(panel),
      () =>
        panel.lastElementChild?.replaceChildren('The form couldn’t be loaded. Reload the page.'),
    );
  panel.addEventListener('toggle', () => void open(), { once: true });
}
