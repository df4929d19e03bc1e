import { element } from './element.ts';

const first = 600;
/** More would make the page slow, and nobody reads it. */
const most = 20_000;

/** Text that can be very long: its beginning, and a button for more of it. */
export function longText(text: string): Node {
  const code = element('code', {}, text.slice(0, first));
  if (text.length <= first) return code;
  const shown = Math.min(text.length, most);
  const count = (number: number) => number.toLocaleString('en-US');
  const button = element(
    'button',
    { type: 'button', className: 'lab-button quiet small' },
    shown < text.length
      ? `Show ${count(shown)} of ${count(text.length)} characters`
      : `Show all ${count(text.length)} characters`,
  );
  button.addEventListener('click', () => {
    code.textContent = text.slice(0, shown) + (shown < text.length ? '…' : '');
    code.tabIndex = -1;
    code.focus();
    button.remove();
  });
  code.append('…');
  const together = document.createDocumentFragment();
  together.append(code, button);
  return together;
}
