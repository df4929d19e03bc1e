// @ts-check
(() => {
  const section = document.querySelector('[data-continue]');
  if (!(section instanceof HTMLElement)) return;
  /** @type {{ id: string, title: string }[]} */
  const steps = JSON.parse(section.dataset['steps'] ?? '[]');
  /** @returns {unknown} */
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(section.dataset['continue'] ?? '') ?? '{}');
    } catch {
      return {};
    }
  };
  const progress = new Map(Object.entries(kept() ?? {}));
  for (const item of section.querySelectorAll('li')) {
    const ticked = progress.get(item.dataset['tenantType'] ?? '');
    const open = steps.filter(({ id }) => !(Array.isArray(ticked) && ticked.includes(id)));
    const link = item.querySelector('a');
    if (!link || open.length === steps.length) continue;
    const [next] = open;
    if (next) {
      link.href += `${next.id}/`;
      link.textContent = `Step ${steps.indexOf(next) + 1}: ${next.title}`;
    }
    const done = `${steps.length - open.length} of ${steps.length} steps done`;
    item.querySelector('small')?.replaceChildren(done);
    item.hidden = section.hidden = false;
  }
})();
