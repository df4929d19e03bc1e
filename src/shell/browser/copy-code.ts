/*
 * A copy button on every block of code. It reads the lines as displayed, so that the page doesn't
 * need to carry each block a second time. The sample pane has one button for the file it shows.
 */
for (const frame of document.querySelectorAll('.expressive-code .frame:not(.pane-files .frame)')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-code';
  button.textContent = 'Copy';
  button.ariaLive = 'polite';
  button.addEventListener('click', () => copy(frame, button));
  frame.append(button);
}
const inPane = document.querySelector<HTMLButtonElement>('[data-copy-pane]');
inPane?.addEventListener('click', () => {
  const file = document.querySelector('.pane-files > :not([hidden])');
  if (file) copy(file, inPane);
});

async function copy(code: Element, button: HTMLButtonElement): Promise<void> {
  const lines = [...code.querySelectorAll('.ec-line .code')].map((line) => line.textContent);
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

export {};
