/* Gives Expressive Code's copy buttons the text of the lines beside them, just before they need it. */
document.addEventListener(
  'click',
  ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('.copy button') : null;
    if (!button || button.dataset['code'] !== undefined) return;
    const lines = [...(button.closest('.frame')?.querySelectorAll('.ec-line .code') ?? [])];
    button.dataset['code'] = lines.map((line) => line.textContent?.replace(/\n$/, '')).join('\n');
  },
  true,
);

export {};
