/* While the menu covers the page on a phone, the keyboard must not wander behind it. */
document.getElementById('starlight__sidebar')?.addEventListener('toggle', (event) => {
  if (!(event instanceof ToggleEvent)) return;
  document.querySelector('.main-frame')?.toggleAttribute('inert', event.newState === 'open');
});

export {};
