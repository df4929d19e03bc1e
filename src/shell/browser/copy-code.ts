/*
 * A copy button on every block of code. It reads the lines as displayed, so that the page doesn't
 * need to carry each block a second time. Blocks that the sample pane fetches later get one too.
 */
import { sayCopied } from './say-copied.ts';

function addCopyButtons(root: ParentNode): void {
  for (const frame of root.querySelectorAll('.expressive-code .frame:not(:has(.copy-code))')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy-code';
    button.textContent = 'Copy';
    button.addEventListener('click', () =>
      sayCopied(button, 'Copy', () => navigator.clipboard.writeText(codeIn(frame))),
    );
    frame.append(button);
  }
}

/** The lines as displayed; an empty one holds a line break of its own. */
function codeIn(frame: Element): string {
  const lines = [...frame.querySelectorAll('.ec-line .code')].map((line) => line.textContent);
  return lines.map((line) => line.replace(/\n$/, '')).join('\n');
}

addCopyButtons(document);
const pane = document.querySelector('[data-pane-files]');
if (pane) new MutationObserver(() => addCopyButtons(pane)).observe(pane, { childList: true });
