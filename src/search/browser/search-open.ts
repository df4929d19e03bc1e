/* The button and the shortcuts of the search; the dialog is fetched when someone uses one of them. */
const open = () => import('./search-dialog.ts').then(({ openSearch }) => openSearch());

const isShortcut = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean => {
  if (key === 'k') return ctrlKey || metaKey;
  const isTyping = target instanceof Element && target.closest('input, textarea, select');
  return key === '/' && !(ctrlKey || metaKey || altKey || isTyping);
};

document.querySelector('[data-search-open]')?.addEventListener('click', open);
addEventListener('keydown', (event) => {
  if (!isShortcut(event)) return;
  event.preventDefault();
  open();
});

export {};
