import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';

/** Something on a page that a person can press: a link, or a button with the form that it sends. */
export interface Control {
  /** What it's called, with single spaces. */
  label: string;
  method: 'GET' | 'POST';
  /** As the page has it; relative to the page. */
  action: string;
  /** What a form sends, the button included. */
  fields: readonly (readonly [name: string, value: string])[];
}

export const parsed = (html: string): Root => fromHtml(html);

/** The words that a page shows. */
export const wordsOf = (root: Root): string => toText(root).replace(/\s+/g, ' ').trim();

/** The first heading, or else all words. */
export function headlineOf(root: Root): string {
  const heading = select('main h1, h1, h2', root);
  const said = heading && toText(heading).replace(/\s+/g, ' ').trim();
  return said || wordsOf(root);
}

/** Links and buttons, in the order of the page. */
export function controlsOf(root: Root): Control[] {
  const links = selectAll('a[href]', root).map((link) => ({
    label: labelOf(link),
    method: 'GET' as const,
    action: text(link, 'href'),
    fields: [],
  }));
  return [...selectAll('form', root).flatMap(buttonsOf), ...links];
}

function buttonsOf(form: Element): Control[] {
  const own = selectAll('input, select, textarea', form).flatMap(fieldOf);
  const submits = selectAll('button, input[type=submit], input[type=image]', form).filter(
    (button) => !['button', 'reset'].includes(text(button, 'type')),
  );
  const buttons: (Element | undefined)[] = submits.length > 0 ? submits : [undefined];
  return buttons.map((button) => {
    const method = (button && text(button, 'formMethod')) || text(form, 'method');
    const name = button && text(button, 'name');
    return {
      label: button ? labelOf(button) : labelOf(form),
      method: method.toLowerCase() === 'post' ? 'POST' : 'GET',
      action: (button && text(button, 'formAction')) || text(form, 'action'),
      fields: [...own, ...(button && name ? [[name, text(button, 'value')] as const] : [])],
    };
  });
}

function fieldOf(field: Element): (readonly [string, string])[] {
  const name = text(field, 'name');
  const type = text(field, 'type').toLowerCase();
  if (name === '' || ['submit', 'image', 'button', 'reset', 'file'].includes(type)) return [];
  if (['checkbox', 'radio'].includes(type) && field.properties['checked'] !== true) return [];
  if (field.tagName === 'textarea') return [[name, toText(field)]];
  if (field.tagName !== 'select') return [[name, text(field, 'value')]];
  const chosen = select('option[selected]', field) ?? select('option', field);
  return chosen ? [[name, text(chosen, 'value') || toText(chosen)]] : [];
}

function labelOf(element: Element): string {
  const said = [text(element, 'ariaLabel'), toText(element), text(element, 'value')];
  const image = select('img[alt]', element);
  const words = [...said, image ? text(image, 'alt') : '', text(element, 'title')];
  return (words.find((each) => each.trim() !== '') ?? '').replace(/\s+/g, ' ').trim();
}

function text({ properties }: Element, name: string): string {
  const value = properties[name];
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}
