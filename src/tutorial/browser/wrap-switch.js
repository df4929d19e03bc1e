// @ts-check
(() => {
  const key = 'sign-in-lab.wrap';
  const panel = document.getElementById('pane-code');
  const box = panel?.querySelector('[data-pane-wrap]');
  if (!panel || !(box instanceof HTMLInputElement)) return;
  const show = () => panel.toggleAttribute('data-wraps', box.checked);
  try {
    box.checked = localStorage.getItem(key) === 'on';
  } catch {
    // Refused: long lines scroll.
  }
  show();
  box.addEventListener('change', () => {
    show();
    try {
      if (box.checked) localStorage.setItem(key, 'on');
      else localStorage.removeItem(key);
    } catch {
      // Refused: the choice holds for this page.
    }
  });
})();
