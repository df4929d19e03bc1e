/* Fetches a page's Markdown when it's asked for, and puts it on the clipboard. */
async function textAt(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} returned ${response.status}.`);
  return response.text();
}

async function markdownFor(button: HTMLButtonElement): Promise<Blob> {
  const page = button.parentElement?.querySelector('a')?.getAttribute('href') ?? '';
  const parts = button.dataset['copyPage'] === 'prompt' ? ['/prompt.md', page] : [page];
  const texts = await Promise.all(parts.map(textAt));
  return new Blob([texts.join('\n---\n\n')], { type: 'text/plain' });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const label = button.textContent;
  try {
    // Safari allows it only if the clipboard is asked within the click, and the text may come later.
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': markdownFor(button) })]);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Couldn’t copy';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-page]'))
  button.addEventListener('click', () => copy(button));

export {};
