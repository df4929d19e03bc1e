import type { TenantValues } from '../fields.ts';
import { fillingsIn } from '../placeholders.ts';

/** The code that is filled in now, with what it was made of. */
const originals = new Map<Element, readonly Node[]>();

/** A line of a block, and code in running text. */
const units = '.ec-line .code, pre > code:not(:has(.ec-line)), :not(pre) > code';

/**
 * Puts the values in the places of their placeholders, everywhere on the page; without values, the
 * placeholders come back.
 * @returns how many places show a value
 */
export function fillPage(values: TenantValues): number {
  for (const [unit, nodes] of originals) unit.replaceChildren(...nodes);
  originals.clear();
  const found = [...document.querySelectorAll(units)].filter(takesValues);
  return found.reduce((count, unit) => count + fill(unit, values), 0);
}

/** Code with a placeholder, and the other lines of its block; the practice tenant's values aren't placeholders. */
export function takesValues(element: Element): boolean {
  const text = (element.closest('pre') ?? element).textContent;
  return text.includes('<your ');
}

function fill(unit: Element, values: TenantValues): number {
  const fillings = fillingsIn(unit.textContent, values);
  if (fillings.length === 0) return 0;
  originals.set(
    unit,
    [...unit.childNodes].map((node) => node.cloneNode(true)),
  );
  // From the end, so that the positions before it hold.
  for (const { start, end, text } of fillings.toReversed()) {
    const range = document.createRange();
    range.setStart(...positionIn(unit, start, 'after'));
    range.setEnd(...positionIn(unit, end, 'before'));
    range.deleteContents();
    const value = document.createElement('span');
    value.className = 'your-value';
    value.textContent = text;
    range.insertNode(value);
  }
  return fillings.length;
}

/**
 * Highlighting puts a placeholder into several text nodes. `side` says to which of two
 * neighbors a position between them belongs.
 */
function positionIn(unit: Element, offset: number, side: 'before' | 'after'): [Node, number] {
  const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let last: [Node, number] = [unit, 0];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    last = [node, length];
    const reaches = side === 'before' ? passed + length >= offset : passed + length > offset;
    if (reaches) return [node, offset - passed];
    passed += length;
  }
  return last;
}
