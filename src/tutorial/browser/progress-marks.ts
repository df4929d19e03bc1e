import { keepProgress, type Progress, progressKey, readProgress, tick } from './progress.ts';

/* Shows the reader's check marks on the page, and records new ones. */
const track = document.querySelector<HTMLElement>('[data-track]')?.dataset['track'] ?? '';
const box = document.querySelector<HTMLInputElement>('[data-step-done]');
const current = document.querySelector<HTMLElement>('[data-step][aria-current]')?.dataset['step'];

const store = () => localStorage;

function show(progress: Progress): void {
  const done = progress[track] ?? [];
  const steps = [...document.querySelectorAll<HTMLAnchorElement>('[data-step]')];
  for (const link of steps) {
    const ticked = done.includes(link.dataset['step'] ?? '');
    link.toggleAttribute('data-done', ticked);
    link.querySelector('.done-mark')?.remove();
    if (!ticked) continue;
    const mark = document.createElement('span');
    mark.className = 'done-mark';
    mark.textContent = '✓';
    mark.role = 'img';
    mark.ariaLabel = 'done';
    link.append(' ', mark);
  }
  if (box && current !== undefined) box.checked = done.includes(current);
  dispatchEvent(new Event('progress-shown'));
}

function change(next: Progress): void {
  keepProgress(store, next);
  show(next);
}

box?.addEventListener('change', () => {
  if (current !== undefined) change(tick(readProgress(store), track, current, box.checked));
});
document.querySelector('[data-reset]')?.addEventListener('click', () => {
  change({ ...readProgress(store), [track]: [] });
  document.querySelector<HTMLElement>('.track-index a')?.focus();
});
addEventListener('storage', ({ key }) => {
  if (key === progressKey || key === null) show(readProgress(store));
});
show(readProgress(store));
