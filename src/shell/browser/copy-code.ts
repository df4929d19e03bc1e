/*
 * A copy button on every block of code. It reads the lines as displayed, so that the page doesn't
 * need to carry each block a second time. The sample pane has one button for the file it shows.
 */

import { sayCopied } from './say-copied.ts';

for (const frame of document.querySelectorAll('.expressive-code .frame:not(.pane-files .frame)')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.textContent = 'Copy';
  button.addEventListener('click', () => copy(frame, button));
  frame.append(button);
}
const inPane = document.querySelector<HTMLButtonElement>('[data-copy-pane]');
inPane?.addEventListener('click', () => {
  const file = document.querySelector('.pane-files > :not([hidden])');
  if (file) copy(file, inPane);
});

/** The lines as displayed, without those that a change removes; an empty one holds a line break of its own. */
function copy(code: Element, button: HTMLButtonElement): void {
  const lines = [...code.querySelectorAll('.ec-line:not(.del) .code')].map(
    (line) => line.textContent,
  );
  const text = lines.map((line) => line.replace(/\n$/, '')).join('\n');
  sayCopied(button, 'Copy', () => navigator.clipboard.writeText(text));
}
