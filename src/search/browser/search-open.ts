/* The button and the shortcut of the search; the dialog is fetched when someone uses one of them. */
const button = document.querySelector('[data-search-open]');
const hint = button?.querySelector('kbd');
if (hint && /Mac|iPhone|iPad/.test(navigator.userAgent)) hint.textContent = '⌘ K';

const open = () => import('./search-dialog.ts').then(({ openSearch }) => openSearch());

button?.addEventListener('click', open);
addEventListener('keydown', (event) => {
  if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  open();
});

export {};
