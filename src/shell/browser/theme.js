// @ts-check
(() => {
  const key = 'starlight-theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: light)');
  const chosen = () => {
    try {
      return localStorage.getItem(key) || 'auto';
    } catch {
      return 'auto';
    }
  };
  const apply = () => {
    const choice = chosen();
    root.dataset['theme'] = choice === 'auto' ? (system.matches ? 'light' : 'dark') : choice;
    for (const select of document.querySelectorAll('select[data-theme-select]'))
      if (select instanceof HTMLSelectElement) select.value = choice;
  };
  apply();
  system.addEventListener('change', apply);
  addEventListener('DOMContentLoaded', apply);
  addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement && target.matches('[data-theme-select]'))) return;
    try {
      localStorage.setItem(key, target.value === 'auto' ? '' : target.value);
    } catch {
      root.dataset['theme'] = target.value;
      return;
    }
    apply();
  });
})();
