import type { Element } from 'hast';
import { htmlToHast } from 'satteri';
import { SKIP, visit } from 'unist-util-visit';

/** Every element of a page, in the order of the document; what a <template> holds does not count. */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  visit(htmlToHast(html), 'element', (element) => {
    if (element.tagName === 'template') return SKIP;
    elements.push(element);
    return undefined;
  });
  return elements;
}

/** An attribute, by its name in hast: `href`, `charSet`; undefined when the element has none. */
export function attribute({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null || value === false) return undefined;
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** The words in an element and its descendants. */
export function textOf(element: Element): string {
  let text = '';
  visit(element, 'text', ({ value }) => {
    text += value;
  });
  return text;
}
