/* Fetches a page's Markdown when it's asked for, and puts it on the clipboard. */
import { sayCopied } from './say-copied.ts';

for (const button of document.querySelectorAll<HTMLElement>('[data-copy-page]')) {
  const label = button.textContent;
  const addresses = button.dataset['copyPage']?.split(' ') ?? [];
  button.addEventListener('click', () =>
    // Safari allows it only while it handles the event; the text itself may come later.
    sayCopied(button, label, () =>
      navigator.clipboard.write([new ClipboardItem({ 'text/plain': textAt(addresses) })]),
    ),
  );
}

async function textAt(addresses: string[]): Promise<Blob> {
  const responses = await Promise.all(addresses.map((address) => fetch(address)));
  if (!responses.every(({ ok }) => ok)) throw new Error('A part of it is missing.');
  const texts = await Promise.all(responses.map((response) => response.text()));
  return new Blob([texts.join('\n---\n\n')], { type: 'text/plain' });
}
