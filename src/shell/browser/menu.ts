/* While the menu covers the page on a phone, keyboard focus must not leave it. */
document.getElementById('starlight__sidebar')?.addEventListener('toggle', (event) => {
  if (!(event instanceof ToggleEvent)) return;
  document.querySelector('.main-frame')?.toggleAttribute('inert', event.newState === 'open');
});

export {};
