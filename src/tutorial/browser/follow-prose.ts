import { fileOf, showFile } from './pane-files.ts';
import { isShown, showPanel } from './pane-panels.ts';

/* The pane shows the code that the text is about, as the reader scrolls, tabs, or selects a name. */
const beside = matchMedia('(min-width: 72rem)');
const marks = [...document.querySelectorAll<HTMLAnchorElement>('.step-prose a[data-sample-file]')];
const inView = new Set<Element>();
/** The scroll position when the reader chose a file: the choice holds until they scroll on. */
let chosenAt: number | undefined;
const chose = (): void => {
  chosenAt = scrollY;
};
const holds = (): boolean => chosenAt !== undefined && Math.abs(scrollY - chosenAt) < 100;

function follow(link: HTMLAnchorElement | null | undefined): void {
  if (link && beside.matches && isShown('pane-code')) void showFile(link);
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    if (holds()) return;
    chosenAt = undefined;
    const seen = marks.filter((mark) => inView.has(mark));
    follow(seen.find((mark) => mark.dataset['lines'] !== undefined) ?? seen[0]);
  },
  // The part of the window where eyes rest.
  { rootMargin: '-12% 0px -50% 0px' },
);

document.querySelector('.step-prose')?.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof Element)) return;
  const around = target.closest('a[data-sample-file]') ?? target.closest('.sample-code');
  const mark = marks.find((one) => around?.contains(one));
  if (mark) chose();
  follow(mark);
});

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = target.closest<HTMLAnchorElement>('a[data-sample-file]');
  if (!link || !document.querySelector('[data-pane-files]')) return;
  event.preventDefault();
  chose();
  document.querySelector<HTMLDetailsElement>('.pane-picker')?.removeAttribute('open');
  // A link inside the pane disappears with its tab, so the focus moves too.
  showPanel('pane-code', link.closest('.sample-pane') !== null);
  void showFile(link).then(() => {
    say(link);
    if (beside.matches) return;
    const lines = document.querySelector('[data-pane-file]:not([hidden]) .mark');
    (lines ?? document.getElementById('sample'))?.scrollIntoView();
  });
});

function say(link: HTMLAnchorElement): void {
  const { lines } = link.dataset;
  const where = lines === undefined ? '' : `, lines ${lines.replace('-', ' to ')}`;
  document
    .querySelector('[data-pane-status]')
    ?.replaceChildren(`The pane shows ${fileOf(link)}${where}.`);
}

/* From the pane back to where the text is about what it shows. */
document.querySelector('.sample-pane .skip-to')?.addEventListener('click', (event) => {
  const place = document.querySelector<HTMLElement>('.step-prose a[aria-current]');
  if (!place) return;
  event.preventDefault();
  place.focus();
});

for (const link of marks) watch.observe(link);
