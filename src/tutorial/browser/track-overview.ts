/*
 * The reader's progress and the next step, read from the check marks that progress-marks.ts puts on
 * the list of a track's steps. It's a separate script because the step pages don't need it.
 */
const overview = document.querySelector<HTMLElement>('[data-track-progress]');
const resume = overview?.querySelector<HTMLAnchorElement>('[data-resume]');

function show(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.track-index [data-step]')];
  const open = links.filter((link) => !link.hasAttribute('data-done'));
  const done = links.length - open.length;
  if (overview) overview.hidden = done === 0;
  overview
    ?.querySelector('[data-count]')
    ?.replaceChildren(`${done} of ${links.length} steps done.`);
  if (!resume) return;
  const [next] = open;
  resume.hidden = next === undefined;
  if (!next) return;
  resume.href = next.href;
  resume.textContent = `Continue with ${next.dataset['title'] ?? 'the next step'}`;
}

addEventListener('progress-shown', show);
show();

export {};
