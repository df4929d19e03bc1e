/** Writes to the clipboard, and shows on the button for two seconds how that went. */
export async function sayCopied(
  button: HTMLElement,
  label: string,
  write: () => Promise<void>,
): Promise<void> {
  button.ariaLive = 'polite';
  try {
    await write();
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Couldn’t copy';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}
