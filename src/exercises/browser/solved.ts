/* The button that forgets is only there when there's something to forget. */
const forget = document.querySelector<HTMLElement>('[data-reset]');

function show(): void {
  if (forget) forget.hidden = document.querySelector('[data-step][data-done]') === null;
}

addEventListener('progress-shown', show);
// The button that had the focus goes.
forget?.addEventListener('click', () =>
  document.querySelector<HTMLElement>('[data-step]')?.focus(),
);
show();

export {};
