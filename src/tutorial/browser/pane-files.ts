import { breakPoints } from '../../shell/break-points.ts';
import { elementOf } from './page-element.ts';

/* The files of the sample pane: the first comes with the page, others when they are asked for. */
const files = document.querySelector<HTMLElement>('[data-pane-files]');
const name = document.querySelector<HTMLElement>('[data-pane-name]');
let asked: HTMLElement | undefined;

/**
 * The file that a link with data-sample-file leads to; if it's empty, the link's text is the name.
 */
export const fileOf = (link: HTMLAnchorElement): string =>
  link.dataset['sampleFile'] || link.textContent;

/** Shows the file that a link with data-sample-file leads to, and marks its data-lines. */
export async function showFile(link: HTMLAnchorElement): Promise<void> {
  if (link === asked) return;
  asked = link;
  const { lines } = link.dataset;
  const sampleFile = fileOf(link);
  const file = find(sampleFile) ?? (await fetchFile(link.href, sampleFile));
  // The reader may have moved on in the meantime.
  if (asked !== link || !file || !files || !name) return;
  for (const other of files.children) other.toggleAttribute('hidden', other !== file);
  // While it was hidden it had nothing to scroll: the keyboard reaches it again now, not later.
  for (const code of file.querySelectorAll('pre')) code.tabIndex = 0;
  name.replaceChildren(
    ...breakPoints(sampleFile).map((part) => {
      const span = document.createElement('span');
      span.textContent = part;
      return span;
    }),
  );
  mark(file, lines);
  showPlace(sampleFile, lines);
}

/** Tells the caption in the text whose lines the pane shows. */
function showPlace(sampleFile: string, lines: string | undefined): void {
  for (const caption of document.querySelectorAll<HTMLAnchorElement>('.sample-code figcaption a')) {
    const shown = fileOf(caption) === sampleFile && caption.dataset['lines'] === lines;
    caption.ariaCurrent = shown ? 'true' : null;
  }
}

const find = (file: string): HTMLElement | null =>
  files?.querySelector<HTMLElement>(`[data-pane-file="${CSS.escape(file)}"]`) ?? null;

async function fetchFile(href: string, sampleFile: string): Promise<HTMLElement | null> {
  const file = await elementOf(href, '[data-pane-file]');
  const already = find(sampleFile);
  if (!file || already) return already;
  file.dataset['paneFile'] = sampleFile;
  // Two files may have a region of the same name; here nobody links to it.
  for (const region of file.querySelectorAll('.code-region')) region.removeAttribute('id');
  files?.append(file);
  return file;
}

function mark(file: HTMLElement, range = ''): void {
  const [first = 0, last = first] = range.split('-').map(Number);
  const all = [...file.querySelectorAll('.ec-line')];
  for (const [index, line] of all.entries()) {
    const named = index + 1 >= first && index + 1 <= last;
    for (const style of ['highlight', 'mark']) line.classList.toggle(style, named);
  }
  reveal(all[first - 1]);
}

/** Scrolls the panel only: the page stays where the reader is. */
function reveal(line: Element | undefined): void {
  const panel = files?.closest('.pane-panel');
  if (!panel) return;
  const down = line ? line.getBoundingClientRect().top - panel.getBoundingClientRect().top : 0;
  panel.scrollTop = line ? panel.scrollTop + down - panel.clientHeight / 4 : 0;
}

/* The list of all files is a page of its own, and comes into the pane when the reader opens it. */
const picker = document.querySelector<HTMLDetailsElement>('.pane-picker');
picker?.addEventListener('toggle', async () => {
  const link = picker.querySelector<HTMLAnchorElement>('[data-pane-list]');
  const list = link && (await elementOf(link.href, '[data-sample-files]'));
  if (list) link.replaceWith(list);
});

const first = files?.querySelector<HTMLElement>('[data-pane-file]');
if (first) showPlace(first.dataset['paneFile'] ?? '', first.dataset['lines']);
