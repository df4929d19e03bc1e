/*
 * A copy button on every block of code. It reads the lines as displayed, so that the page doesn't
 * need to carry each block a second time. Blocks that the sample pane fetches later get one too.
 */
function addCopyButtons(root: ParentNode): void {
  for (const frame of root.querySelectorAll('.expressive-code .frame:not(:has(.copy-code))')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy-code';
    button.textContent = 'Copy';
    button.ariaLive = 'polite';
    button.addEventListener('click', () => copy(frame, button));
    frame.append(button);
  }
}

async function copy(frame: Element, button: HTMLButtonElement): Promise<void> {
  const lines = [...frame.querySelectorAll('.ec-line .code')].map((line) => line.textContent);
  try {
    await navigator.clipboard.writeText(lines.map((line) => line.replace(/\n$/, '')).join('\n'));
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

addCopyButtons(document);
const pane = document.querySelector('[data-pane-files]');
if (pane) new MutationObserver(() => addCopyButtons(pane)).observe(pane, { childList: true });

export {};
