/* Replaces the example with the visitor's last sign-in. Requests nothing when there is none. */
import { forgetTrace, lastTrace } from '../../demo/browser/last-trace.ts';

async function replay(figure: HTMLElement, demoName: string): Promise<void> {
  const response = await fetch(`/demo/${encodeURIComponent(demoName)}/picture`, {
    cache: 'no-store',
  });
  const fragment = document.createElement('template');
  fragment.innerHTML = response.ok ? await response.text() : '';
  const rows = fragment.content.querySelector('ol');
  const caption = fragment.content.querySelector('figcaption');
  if (!rows || !caption) return forgetTrace();
  const example = figure.querySelector('ol');
  // A shorter sign-in keeps the example's height, so that nothing below moves.
  if (example) rows.style.minBlockSize = `${example.getBoundingClientRect().height}px`;
  example?.replaceWith(rows);
  figure.querySelector('figcaption')?.replaceWith(caption);
  const { tenantType } = caption.dataset;
  if (tenantType) figure.dataset['tenantType'] = tenantType;
}

const figure = document.querySelector<HTMLElement>('[data-replays]');
const demoName = lastTrace();
if (figure && demoName) replay(figure, demoName).catch(() => undefined);
